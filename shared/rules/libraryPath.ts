/** Names that Windows keeps for devices, whatever their ending and wherever they are. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/** Why a path is none of a library's, whatever the machine; undefined where it is one. With `/`, below the folder. */
export function pathFault(path: string): string | undefined {
  if (/[\\:\p{Cc}]/u.test(path)) return 'has a name with \\, : or a control character; rename it';
  const names = path.split('/');
  if (path.startsWith('/') || names.includes('..')) return 'lies outside the library, so it is left out';
  if (names.some((name) => device.test(name))) return 'has a name that Windows keeps for a device; rename it';
  if (names.some((name) => name === '' || /[ .]$/.test(name)))
    return 'has a name that is empty, or ends in a dot or a blank; rename it';
  return undefined;
}
