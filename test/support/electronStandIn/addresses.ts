const suffix = '.app.invalid';

/** `app://watchfloor/x` -> `https://watchfloor.app.invalid/x`, which Chromium can be made to ask for. */
export function toChromium(address: string): string {
  const url = URL.parse(address);
  return url?.protocol === 'app:'
    ? `https://${url.host}${suffix}${url.pathname}${url.search}${url.hash}`
    : address;
}

/** The way back: what Electron would show. */
export function toElectron(address: string): string {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || !url.host.endsWith(suffix)) return address;
  return `app://${url.host.slice(0, -suffix.length)}${url.pathname}${url.search}${url.hash}`;
}
