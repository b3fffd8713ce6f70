import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { extractAll, extractFile, listPackage, statFile } from '@electron/asar';

/** A file as it lies in a package. */
export interface PackedFile {
  /** Of the app's folder, with `/`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  /** Beside the archive, as a plain file. */
  readonly isUnpacked: boolean;
}

/** Every file of an archive, sorted by its path. */
export function filesOf(archive: string): readonly PackedFile[] {
  return listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll('\\', '/').replace(/^\//, ''))
    .filter((path) => !('files' in statFile(archive, path)))
    .sort()
    .map((path) => {
      const bytes = extractFile(archive, path);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { path, size: bytes.length, sha256, isUnpacked: existsSync(join(`${archive}.unpacked`, path)) };
    });
}

/** All that a package may hold; whatever else got in is a fault of electron-builder.yml. */
const wanted: readonly RegExp[] = [
  /^package\.json$/,
  /^dist\/(main|preload)\/([\w.-]+\/)*[\w.-]+\.c?js$/,
  /^dist\/renderer\/([\w.-]+\/)*[\w.-]+\.(js|css|html|svg|png|woff2?|wav|mp3|webmanifest)$/,
  /^assets\/icons\/(watchfloor|tray\/[\w.@-]+)\.png$/,
  /^assets\/policy\/[\w.-]+\.yaml$/,
  /^assets\/runbooks\/([\w.-]+\/)*[\w.-]+\.(md|png|svg|jpe?g|pdf)$/,
  /^assets\/sounds\/([\w.-]+\/)*[\w.-]+\.(wav|mp3|ogg|md|txt)$/,
];
/** What the app does not start without. */
const needed = [
  'package.json',
  'dist/main/main.js',
  'dist/main/embeddedGatewayProcess.js',
  'dist/preload/preload.cjs',
  'dist/renderer/desktop.html',
  'assets/icons/watchfloor.png',
  'assets/icons/tray/unknown.png',
  'assets/policy/acgs.yaml',
];

/** What is wrong with a list of files, one sentence each. */
export function problemsIn(paths: readonly string[]): readonly string[] {
  return [
    ...paths
      .filter((path) => !wanted.some((rule) => rule.test(path)))
      .map((path) => `${path} has no place in a package.`),
    ...needed.filter((path) => !paths.includes(path)).map((path) => `${path} is missing in the package.`),
  ];
}

/** Puts an app's archive, and what lies beside it, into a folder that Node can run. */
export const extractApp = (archive: string, folder: string): void => extractAll(archive, folder);

/** The list as it is kept beside a package: one line a file, the same for the same sources. */
export const listing = (files: readonly PackedFile[]): string =>
  files.map(({ path, size, sha256 }) => `${sha256}  ${String(size).padStart(9)}  ${path}\n`).join('');
