import { appOrigin } from '../shared/ipc.ts';

/** True for a page of the console itself. */
export function isConsoleUrl(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === `${appOrigin.scheme}:` && url.host === appOrigin.host;
}

/** True where both name the same document of the console; what follows `#` may differ. */
export function isSameDocument(address: string, current: string): boolean {
  const bare = (url: string): string => url.split('#', 1)[0] ?? url;
  return isConsoleUrl(address) && bare(address) === bare(current);
}
