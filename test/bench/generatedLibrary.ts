import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../estate/random.ts';

const stems = [
  ...['fail', 'prim', 'stand', 'cach', 'laten', 'thresh', 'certif', 'repli', 'snap', 'quor', 'back', 'circ'],
  ...[
    'gate',
    'proxy',
    'queue',
    'broke',
    'index',
    'shard',
    'lease',
    'fence',
    'drain',
    'rollb',
    'migr',
    'parti',
  ],
  ...[
    'token',
    'policy',
    'govern',
    'compli',
    'audit',
    'scrape',
    'alert',
    'silen',
    'escal',
    'handov',
    'resto',
    'veri',
  ],
];
const endings = [
  ...[
    'over',
    'ary',
    'by',
    'e',
    'cy',
    'old',
    'icate',
    'cation',
    'shot',
    'um',
    'up',
    'uit',
    'way',
    's',
    'd',
    'r',
  ],
  ...[
    'ex',
    'ing',
    'ance',
    'ates',
    'ack',
    'ation',
    'tion',
    'ance',
    'iance',
    'ors',
    'ed',
    'ce',
    'ate',
    'red',
    'fy',
    'ly',
  ],
];
const joints = ['', 'a', 'el', 'in', 'or', 'um', 'is'];

/** Some 8,000 words of a made-up trade, the commonest first. */
const words: readonly string[] = joints.flatMap((joint) =>
  endings.flatMap((ending) => stems.map((stem) => `${stem}${joint}${ending}`)),
);

/** A picture's first bytes, and a noise that no digest is the same for. */
const pictureHead = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

/** How many files of a generated library there are, and their bytes. */
export interface GeneratedLibrary {
  readonly files: number;
  readonly bytes: number;
}

/** Writes so many runbooks, each of some 3 KB with one picture of 2 to 14 KB of its own; the same for the same seed. */
export function generateLibrary(folder: string, count: number, seed = 5): GeneratedLibrary {
  const random = seededRandom(seed);
  let bytes = 0;
  const write = (path: string, content: string | Buffer): void => {
    writeFileSync(join(folder, path), content);
    bytes += content.length;
  };
  for (let index = 0; index < count; index += 1) {
    const shelf = `area-${index % 50}`;
    if (index < 50) mkdirSync(join(folder, shelf), { recursive: true });
    write(`${shelf}/${idOf(index)}.md`, runbookText(index, random));
    const noise = Buffer.alloc(2_000 + Math.floor(random() * 12_000), `${seed} ${index} `);
    write(`${shelf}/${idOf(index)}.png`, Buffer.concat([pictureHead, noise]));
  }
  return { files: count * 2, bytes };
}

/** Writes some of them anew: other words in their texts, other bytes in their pictures. */
export function changeLibrary(folder: string, places: readonly number[], seed: number): void {
  const random = seededRandom(seed);
  for (const place of places) {
    const base = join(folder, `area-${place % 50}`, idOf(place));
    writeFileSync(`${base}.md`, runbookText(place, random));
    writeFileSync(`${base}.png`, Buffer.concat([pictureHead, Buffer.alloc(4_000, `${seed} ${place} `)]));
  }
}

const idOf = (index: number): string => `runbook-${String(index).padStart(4, '0')}`;

/** What people type: words of titles, of texts, beginnings of them, slips of the finger, hosts, two words. */
export function typedWords(count: number, seed = 7): readonly string[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const word = wordBy(random);
    if (index % 4 === 0) return word;
    if (index % 4 === 1) return `${word.slice(0, 3)}${word.slice(4)}`;
    if (index % 4 === 2) return `${word} ${wordBy(random)}`;
    return `host-${Math.floor(random() * 5_000)}`;
  });
}

/** Common words are common: the n-th is used about 1/n as often as the first. */
function wordBy(random: () => number): string {
  return words[Math.floor(words.length ** random()) - 1] ?? 'primary';
}

function runbookText(index: number, random: () => number): string {
  const some = (count: number): string => Array.from({ length: count }, () => wordBy(random)).join(' ');
  const step = (place: number): string =>
    [
      `### ${some(4)}\n\n${some(40)}.\n`,
      `\`\`\`sh\nctl --host host-${index} ${some(4)} --step ${place}\n\`\`\`\n`,
      `Expect: ${some(8)}.\nIf not: ${some(6)}.\n`,
    ].join('\n');
  return [
    `---\nid: ${idOf(index)}\ntitle: ${some(4)} ${index}\nsummary: ${some(10)}`,
    `services: [service-${index % 300}]\nalerts: [Alert${index % 900}]\nseverities: [P${index % 4}]`,
    `owner: team ${index % 40}\nreviewed: 2026-11-02\nduration: 20m\n---`,
    `${some(60)}.\n\n![${some(2)}](${idOf(index)}.png)\n\n## Steps\n`,
    ...[1, 2, 3, 4].map(step),
    `## Background\n\n${some(40)}.\n`,
  ].join('\n');
}
