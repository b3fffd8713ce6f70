import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const paletteSize = 256;

/**
 * A screenshot (PNG, 8-bit RGB or RGBA, as Chromium writes it) with 256 of its colours: less than half the
 * bytes, and by eye the same, since a console has few colours and the edges of letters many.
 */
export function palettePng(png: Buffer): Buffer {
  const { width, height, depth, pixels } = decode(png);
  const counts = new Map<number, number>();
  const colours = new Uint32Array(width * height);
  for (let at = 0; at < colours.length; at += 1) {
    const byte = at * depth;
    const colour = ((pixels[byte] ?? 0) << 16) | ((pixels[byte + 1] ?? 0) << 8) | (pixels[byte + 2] ?? 0);
    colours[at] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = paletteOf(counts);
  const indexOf = new Map(palette.map((colour, index) => [colour, index]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < colours.length; at += 1) {
    const colour = colours[at] ?? 0;
    let index = indexOf.get(colour);
    if (index === undefined) indexOf.set(colour, (index = nearest(palette, colour)));
    rows[at + Math.floor(at / width) + 1] = index;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits, a palette.
  header.set([8, 3, 0, 0, 0], 8);
  const table = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const data = deflateSync(rows, { level: 9 });
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', table),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * Begins with the most frequent colour, then takes again and again the one that would be missed most: by how often it is
 * there, and how far it is from all that are taken. A small amber word must not turn red because red is more frequent.
 */
function paletteOf(counts: ReadonlyMap<number, number>): readonly number[] {
  const colours = [...counts].sort(([one, many], [other, more]) => more - many || one - other);
  const missed = colours.map(() => Number.POSITIVE_INFINITY);
  const palette: number[] = [];
  let next = 0;
  while (palette.length < Math.min(paletteSize, colours.length)) {
    const taken = colours[next]?.[0] ?? 0;
    palette.push(taken);
    let most = -1;
    colours.forEach(([colour, count], place) => {
      const distance = Math.min(missed[place] ?? 0, apart(colour, taken));
      missed[place] = distance;
      if (distance * count > most) [most, next] = [distance * count, place];
    });
  }
  return palette;
}

/** Square of the distance of two colours. */
function apart(one: number, other: number): number {
  const red = (one >> 16) - (other >> 16);
  const green = ((one >> 8) & 255) - ((other >> 8) & 255);
  const blue = (one & 255) - (other & 255);
  return red * red + green * green + blue * blue;
}

function nearest(palette: readonly number[], colour: number): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  palette.forEach((one, index) => {
    const distance = apart(one, colour);
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}

interface Decoded {
  readonly width: number;
  readonly height: number;
  /** Bytes of a pixel. */
  readonly depth: number;
  readonly pixels: Buffer;
}

function decode(png: Buffer): Decoded {
  const parts: Buffer[] = [];
  let header: Buffer = Buffer.alloc(0);
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const name = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (name === 'IHDR') header = body;
    if (name === 'IDAT') parts.push(body);
    at += length + 12;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const depth = { 2: 3, 6: 4 }[header[9] ?? -1];
  if (header[8] !== 8 || depth === undefined || header[12] !== 0)
    throw new Error('The picture is no plain 8-bit RGB or RGBA.');
  return { width, height, depth, pixels: unfilter(inflateSync(Buffer.concat(parts)), width * depth, depth) };
}

/** Undoes the filters of PNG, line by line (https://www.w3.org/TR/png-3/#9Filters). */
function unfilter(raw: Buffer, stride: number, depth: number): Buffer {
  const lines = raw.length / (stride + 1);
  const out = Buffer.alloc(stride * lines);
  for (let line = 0; line < lines; line += 1) {
    const filter = raw[line * (stride + 1)] ?? 0;
    for (let column = 0; column < stride; column += 1) {
      const at = line * stride + column;
      const left = column < depth ? 0 : (out[at - depth] ?? 0);
      const up = line === 0 ? 0 : (out[at - stride] ?? 0);
      const corner = line === 0 || column < depth ? 0 : (out[at - stride - depth] ?? 0);
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      out[at] = (raw[line * (stride + 1) + 1 + column] ?? 0) + guess;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [
    Math.abs(up - corner),
    Math.abs(left - corner),
    Math.abs(left + up - 2 * corner),
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function chunk(name: string, body: Buffer): Buffer {
  const whole = Buffer.alloc(body.length + 12);
  whole.writeUInt32BE(body.length, 0);
  whole.write(name, 4, 'latin1');
  body.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, body.length + 8)), body.length + 8);
  return whole;
}
