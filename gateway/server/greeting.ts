import { z } from 'zod';
import {
  heartbeat,
  helloSchema,
  parseFrame,
  protocolVersion,
  type Bye,
  type Hello,
  type Welcome,
} from '../../shared/feed/frames.ts';
import { unnamedOperator } from '../../shared/feed/person.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { World } from '../world.ts';
import type { Access, Identity } from './access.ts';
import { grantsOf } from './commands.ts';
import type { RefusalReason } from './metrics.ts';

/** What became of a console's first frame. */
export type Greeting =
  | { readonly ok: true; readonly hello: Hello; readonly identity: Identity }
  | {
      readonly ok: false;
      readonly reason: RefusalReason;
      readonly bye: Bye['reason'];
      readonly message: string;
    };

/** All that a hello of any version is sure to have. */
const anyHelloSchema = z.object({ type: z.literal('hello'), protocol: z.number() });

/** Reads a console's first frame and decides whether it comes in. */
export function greet(text: string, access: Access, isOpen: boolean): Greeting {
  const refuse = (reason: RefusalReason, bye: Bye['reason'], message: string): Greeting => ({
    ok: false,
    reason,
    bye,
    message,
  });
  const any = parseFrame(anyHelloSchema, text);
  if (any.ok && any.value.protocol !== protocolVersion) {
    return refuse(
      'version',
      'protocol',
      `This gateway speaks version ${protocolVersion} of the feed, the console version ${any.value.protocol}; update the older one.`,
    );
  }
  const hello = parseFrame(helloSchema, text);
  if (!hello.ok) {
    return any.ok
      ? refuse('malformed', 'protocol', `The hello can't be read: ${hello.error}.`)
      : refuse('no-hello', 'protocol', `The first frame must be a hello (${hello.error}).`);
  }
  if (isOpen) return { ok: true, hello: hello.value, identity: localIdentity(hello.value) };
  const resolved = access.resolve(hello.value.token);
  if (!resolved.ok) return refuse('access', 'access', resolved.error);
  return { ok: true, hello: hello.value, identity: resolved.value };
}

/** Without tokens only this machine gets in; who is at a console is taken on its word. */
const localIdentity = ({ person }: Hello): Identity => ({ person: person || unnamedOperator, role: 'admin' });

/** The answer to a hello that was accepted. */
export function welcomeFrame(welcome: {
  readonly session: string;
  readonly identity: Identity;
  readonly world: World;
  readonly gateway: { readonly name: string; readonly version: string };
  readonly now: Instant;
  readonly resumed: boolean;
}): Welcome {
  const { session, identity, world, gateway, now, resumed } = welcome;
  const { person, role } = identity;
  const vouched = identity.tokenHash !== undefined;
  return {
    type: 'welcome',
    epoch: world.epoch,
    seq: world.seq,
    serverTime: now,
    session: { id: session, person, role, grants: [...grantsOf(role)], vouched },
    heartbeat,
    gateway,
    resumed,
  };
}
