import type { ReactElement } from 'react';
import { PlatformPart } from '../../components/PlatformPart.tsx';
import { ServiceTile } from '../../components/ServiceTile.tsx';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import { partLine, stepsSinceEnd, tileContent } from './tileContent.ts';

/** A service's tile, bound to the store. */
export function TileSlot({ id }: { readonly id: string }): ReactElement | null {
  const service = useConsole(({ feed }) => feed.entities.service[id]);
  const telemetry = useConsole(({ feed }) => feed.entities.telemetry[id]);
  const history = useConsole(({ feed }) => feed.entities.history[id]);
  const live = useConsole((state) => state.live);
  const now = useNow();
  if (service === undefined) return null;
  const content = tileContent(service, telemetry, { now, live });
  return (
    <ServiceTile
      id={id}
      name={service.name}
      {...content}
      history={history}
      stepsSinceEnd={stepsSinceEnd(history, now)}
    />
  );
}

/** A platform part, bound to the store. */
export function PartSlot({ id }: { readonly id: string }): ReactElement | null {
  const service = useConsole(({ feed }) => feed.entities.service[id]);
  const telemetry = useConsole(({ feed }) => feed.entities.telemetry[id]);
  const live = useConsole((state) => state.live);
  const now = useNow();
  if (service === undefined) return null;
  const line = partLine(service, telemetry, { now, live });
  return <PlatformPart id={id} name={service.name} state={live ? service.state : 'unknown'} line={line} />;
}
