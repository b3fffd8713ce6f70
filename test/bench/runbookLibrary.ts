import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LibraryScanner } from '../../gateway/runbooks/scanLibrary.ts';
import { httpGetBy } from '../../main/httpGet.ts';
import { libraryFolder } from '../../main/libraryFolder.ts';
import { RunbookSearch } from '../../renderer/boards/runbooks/runbookSearch.ts';
import { runbookRows } from '../../renderer/boards/runbooks/runbookRows.ts';
import { digestsOf, type KeptLibrary } from '../../shared/library/keptLibrary.ts';
import { LibraryKeeper } from '../../shared/library/libraryKeeper.ts';
import { libraryRemote } from '../../shared/library/libraryRemote.ts';
import { splitFrontMatter } from '../../shared/rules/frontMatter.ts';
import { temporaryFolder } from '../support/restartable.ts';
import { startBenchServer, type BenchServer } from './benchServer.ts';
import { changeLibrary, generateLibrary, typedWords } from './generatedLibrary.ts';
import { benchRunbookBoard } from './runbookBoard.ts';
import { ratioLine, spread } from './statistics.ts';

const count = 5_000;
const changes = 20;
const typed = 200;
const mib = 1024 * 1024;

type Report = (line: string) => void;

/** A library of 5,000 runbooks with pictures: reading, syncing, starting, searching, and what a page needs for it. */
export async function benchRunbookLibrary(report: Report): Promise<void> {
  const folder = temporaryFolder('bench-library');
  const source = join(folder.path, 'source');
  await mkdir(source);
  const { files, bytes } = generateLibrary(source, count);
  report(`library: ${count} runbooks, ${files} files, ${(bytes / mib).toFixed(0)} MiB`);
  await scanned(source, report);
  const bench = await startBenchServer(undefined, { library: source });
  try {
    const kept = await synced(bench, source, folder.path, report);
    await started(join(folder.path, 'console'), kept, report);
    await searched(join(folder.path, 'console/files'), kept, report);
    await benchRunbookBoard(bench, report);
  } finally {
    await bench.stop();
    folder.remove();
  }
}

/** The gateway's reading, against reading the same files and their digests alone. */
async function scanned(source: string, report: Report): Promise<void> {
  const scanner = new LibraryScanner(source);
  const scan = await scanner.scan();
  if (!scan.ok) throw new Error(scan.error);
  const paths = [...scan.value.files.values()];
  const bare = await timed(async () => {
    for (const path of paths) sha256(await readFile(join(source, path)));
  });
  const first = await timed(async () => void (await new LibraryScanner(source).scan()));
  report(ratioLine('  read by the gateway', 'ms', first, bare));
  const again = await timed(async () => void (await scanner.scan()));
  report(ratioLine('  read again, nothing changed', 'ms', again, bare));
}

/** A console's sync over HTTP, against fetching the same files and writing them down. */
async function synced(
  { server, look }: BenchServer,
  source: string,
  folder: string,
  report: Report,
): Promise<KeptLibrary> {
  const base = server.url;
  const keeper = keeperOn(join(folder, 'console'));
  await keeper.start();
  keeper.use(libraryRemote(base, undefined, httpGetBy({})));
  const sync = async (): Promise<number> => {
    const state = await look();
    return timed(async () => {
      keeper.follow(state);
      while (keeper.list()?.digest !== state.digest) await new Promise((resolve) => setTimeout(resolve, 1));
    });
  };
  const bareSync = async (digests: readonly string[], name: string): Promise<number> => {
    await mkdir(join(folder, name));
    const left = [...digests];
    const work = async (): Promise<void> => {
      for (let digest = left.pop(); digest !== undefined; digest = left.pop()) {
        const answer = await fetch(`${base}/library/files/${digest}`);
        await writeFile(join(folder, name, digest), new Uint8Array(await answer.arrayBuffer()));
      }
    };
    return timed(async () => void (await Promise.all(Array.from({ length: 6 }, work))));
  };
  const first = await sync();
  const before = digestsOf(keptOf(keeper));
  report(ratioLine('  first sync', 'ms', first, await bareSync([...before], 'bare')));
  changeLibrary(
    source,
    Array.from({ length: changes }, (_, index) => index * 211),
    6,
  );
  const second = await sync();
  const fresh = [...digestsOf(keptOf(keeper))].filter((digest) => !before.has(digest));
  report(ratioLine(`  sync of ${changes} changes`, 'ms', second, await bareSync(fresh, 'bare-changes')));
  await keeper.stop();
  return keptOf(keeper);
}

/** A start: until the list is usable, and until every file was compared with its digest. */
async function started(folder: string, kept: KeptLibrary, report: Report): Promise<void> {
  const list = join(folder, 'library.json');
  const bareList = await timed(async () => void JSON.parse(await readFile(list, 'utf8')));
  const digests = [...digestsOf(kept)];
  const bareCheck = await timed(async () => {
    for (const digest of digests) sha256(await readFile(join(folder, 'files', digest)));
  });
  let checked: () => void = () => undefined;
  const whole = new Promise<void>((resolve) => (checked = resolve));
  const keeper = keeperOn(folder, () => checked());
  const startedAt = performance.now();
  report(ratioLine('  start, until usable', 'ms', await timed(() => keeper.start()), bareList));
  await whole;
  report(ratioLine('  start, until all is checked', 'ms', performance.now() - startedAt, bareCheck));
  await keeper.stop();
}

/** Finding, for every letter that is typed, against looking through all texts for it. */
async function searched(files: string, { runbooks }: KeptLibrary, report: Report): Promise<void> {
  const texts = runbooks.map(
    ({ file }) => splitFrontMatter(readFileSync(join(files, file.digest), 'utf8')).body,
  );
  const search = new RunbookSearch();
  const indexing = await timed(async () => {
    runbooks.forEach((runbook, place) => search.put(runbook, texts[place] ?? ''));
  });
  const lowered = texts.map((text) => text.toLowerCase());
  const lowering = await timed(async () => {
    for (const text of texts) text.toLowerCase().split(/\s+/);
  });
  report(ratioLine('  index made', 'ms', indexing, lowering));
  const byId = new Map(runbooks.map((one) => [one.id, one]));
  const ours: { wall: number; processor: number }[] = [];
  const theirs: number[] = [];
  search.find('warm');
  for (const words of typedWords(typed)) {
    for (let letters = 1; letters <= words.length; letters += 1) {
      const given = words.slice(0, letters);
      const before = process.threadCpuUsage();
      const wall = await timed(async () => void runbookRows(byId, search.find(given), undefined));
      const { user, system } = process.threadCpuUsage(before);
      ours.push({ wall, processor: (user + system) / 1_000 });
      theirs.push(await timed(async () => void lowered.filter((text) => text.includes(given))));
    }
  }
  const [wall, processor, bare] = [
    spread(ours.map((one) => one.wall)),
    spread(ours.map((one) => one.processor)),
    spread(theirs),
  ];
  report(`  search as one types, ${wall.count} letters`);
  report(ratioLine('    p50', 'ms', wall.p50, bare.p50));
  report(ratioLine('    p99', 'ms', wall.p99, bare.p99));
  // On a machine with other work the clock on the wall counts that too.
  report(ratioLine('    p99 of processor time', 'ms', processor.p99, bare.p99));
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const keeperOn = (folder: string, onChecked: () => void = () => undefined): LibraryKeeper =>
  new LibraryKeeper({
    store: libraryFolder(folder, Date.now, console.error),
    digestOf: async (bytes) => sha256(bytes),
    now: Date.now,
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    onStanding: ({ checkedAt }) => {
      if (checkedAt !== undefined) onChecked();
    },
  });

function keptOf(keeper: LibraryKeeper): KeptLibrary {
  const kept = keeper.list();
  if (kept === undefined || kept.missed.length > 0) throw new Error('the library was not synced whole');
  return kept;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
