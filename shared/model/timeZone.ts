/** True for a zone that this runtime knows: an IANA name, or an offset such as `+02:00`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** True for a zone by its IANA name: offsets have no daylight saving. */
export const isNamedZone = (name: string): boolean => /^[A-Za-z]/.test(name) && isTimeZone(name);
