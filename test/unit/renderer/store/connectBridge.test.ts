import { expect, it } from 'vitest';
import { connectBridge } from '../../../../renderer/store/connectBridge.ts';
import { createConsoleStore } from '../../../../renderer/store/store.ts';
import {
  settingsSchema,
  type BridgeUpdate,
  type Capabilities,
  type ConsoleBridge,
} from '../../../../shared/bridge.ts';

it('an incident that is opened from outside does not take over the form of another', () => {
  const view = { board: 'health', mode: 'workstation' } as const;
  const store = createConsoleStore(settingsSchema.parse({}), {} as Capabilities, view);
  store.setState(({ ui }) => ({ ui: { ...ui, selected: 'INC-1', act: 'resolve' } }));
  let tell: (update: BridgeUpdate) => void = () => undefined;
  // Of the bridge no more is used.
  const bridge = {
    subscribe(listener: typeof tell) {
      tell = listener;
      return () => undefined;
    },
  } as unknown as ConsoleBridge;
  connectBridge(store, bridge, {
    request(run) {
      run();
      return () => undefined;
    },
  });
  tell({ kind: 'open', incident: 'INC-2' });
  expect(store.getState().ui).toMatchObject({ board: 'queue', selected: 'INC-2', act: undefined });
});
