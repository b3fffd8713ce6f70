import { WebSocket } from 'ws';
import { bounds } from '../shared/feed/frames.ts';
import type { FeedSocket } from '../shared/feed/link.ts';
import { agentFor, type GatewayRoute } from './gatewayRoute.ts';

/** A WebSocket of `ws` as the link needs it, by a route. Throws one sentence where its files can't be used. */
export function connectFeed(url: string, subprotocol: string, route: GatewayRoute = {}): FeedSocket {
  const socket = new WebSocket(url, subprotocol, {
    agent: agentFor(url, route),
    handshakeTimeout: 10_000,
    maxPayload: bounds.gatewayFrameBytes,
    perMessageDeflate: true,
    followRedirects: false,
  });
  const feed: FeedSocket = {
    onOpen: undefined,
    onMessage: undefined,
    onClose: undefined,
    send: (text) => socket.send(text),
    // A closing handshake with a dead peer would hold the socket for 30 s.
    close: () => (socket.readyState === WebSocket.OPEN ? socket.close() : socket.terminate()),
  };
  let isOver = false;
  const over = (reason?: string): void => {
    if (isOver) return;
    isOver = true;
    feed.onClose?.(reason);
  };
  socket.on('open', () => feed.onOpen?.());
  socket.on('message', (data, isBinary) => {
    if (isBinary) return over('it sent binary data');
    feed.onMessage?.(textOf(data));
  });
  socket.on('error', (error) => over(error.message));
  socket.on('close', (_code, reason) => over(reason.toString('utf8') || undefined));
  return feed;
}

function textOf(data: Buffer | ArrayBuffer | Buffer[]): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}
