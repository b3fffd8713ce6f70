import type { Settings, SettingsPatch } from '../../shared/bridge.ts';
import { cleanName, personNameLength } from '../../shared/feed/person.ts';

interface KeptSettings {
  current(): Settings;
  set(patch: SettingsPatch): Promise<Settings>;
}

/** Settings as a page has them: what is kept, and the person that its address names. */
export interface PageSettings extends KeptSettings {
  get(): Promise<Settings>;
}

/**
 * Lays `?person=` of the address over the settings, so that a thin display needs nothing but a URL. A name chosen
 * at the console counts from then on, and takes the place of the one in the address.
 */
export function personInAddress(
  page: Pick<Window, 'location' | 'history'>,
  kept: KeptSettings,
  onPerson: () => void,
): PageSettings {
  let named = personOf(page.location.search);
  const laidOver = (settings: Settings): Settings =>
    named === undefined ? settings : { ...settings, person: named };
  const current = (): Settings => laidOver(kept.current());
  return {
    current,
    get: () => Promise.resolve(current()),
    async set(patch) {
      const next = await kept.set(patch);
      if (patch.person === undefined) return laidOver(next);
      if (named !== undefined) dropPerson(page);
      named = undefined;
      onPerson();
      return next;
    },
  };
}

function personOf(search: string): string | undefined {
  const name = cleanName(new URLSearchParams(search).get('person') ?? '').slice(0, personNameLength);
  return name === '' ? undefined : name;
}

function dropPerson({ location, history }: Pick<Window, 'location' | 'history'>): void {
  const query = new URLSearchParams(location.search);
  query.delete('person');
  const search = query.size === 0 ? '' : `?${query.toString()}`;
  history.replaceState(undefined, '', location.pathname + search + location.hash);
}
