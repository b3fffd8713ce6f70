import { err, ok, type Result } from '../shared/result.ts';

const feedSchemes: Readonly<Record<string, string>> = {
  'ws:': 'ws:',
  'wss:': 'wss:',
  'http:': 'ws:',
  'https:': 'wss:',
};

/** `https://noc.example` -> `wss://noc.example/feed`: an operator may give the address that a browser shows. */
export function feedUrlOf(gatewayUrl: string): Result<string> {
  const url = URL.parse(gatewayUrl);
  const scheme = url === null ? undefined : feedSchemes[url.protocol];
  if (url === null || scheme === undefined || url.host === '') {
    return err(`gatewayUrl: "${gatewayUrl.slice(0, 100)}" is not an address such as wss://noc.example/feed.`);
  }
  if (url.username !== '' || url.password !== '') {
    return err('gatewayUrl: put the access token in its own setting, not in the address.');
  }
  return ok(`${scheme}//${url.host}${url.pathname === '/' ? '/feed' : url.pathname}${url.search}`);
}

/** `wss://noc.example/feed` -> `https://noc.example`: where the same gateway answers plain requests. */
export const httpBaseOf = (feedUrl: string): string => new URL(feedUrl.replace(/^ws/, 'http')).origin;
