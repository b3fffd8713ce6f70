import type { LinkStatus } from '../bridge.ts';

/** The drill that a console is in; undefined where its feed is live, or lost for real. */
export const drillOf = (
  status: LinkStatus | undefined,
): Extract<LinkStatus, { kind: 'lost' }>['drill'] | undefined =>
  status?.kind === 'lost' ? status.drill : undefined;
