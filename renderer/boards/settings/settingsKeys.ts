/** The keys of the board and what they do, as the list of all keys shows them. */
export const settingsKeys = [
  ['1–7', 'sections of the settings'],
  ['j k', 'next, previous field'],
  ['t', 'test the connection'],
  ['e i', 'export, import the settings', ['export the settings', 'import settings']],
  ['u', 'set up this machine'],
] as const;
