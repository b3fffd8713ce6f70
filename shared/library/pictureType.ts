const pictureTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
};

/** Media type of a picture by its name; undefined where it is none. */
export const pictureTypeOf = (path: string): string | undefined =>
  pictureTypes[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
