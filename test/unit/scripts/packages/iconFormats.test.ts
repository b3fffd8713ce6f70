import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { icnsOf, icoOf } from '../../../../scripts/packages/iconFormats.ts';

const icon = (name: string): Buffer =>
  readFileSync(new URL(`../../../../assets/icons/${name}`, import.meta.url));
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const pictures = [16, 256, 512].map((size) => ({ size, png: Buffer.from(`picture of ${size}`) }));

/** Reads Windows' table: the size and the bytes of each picture. */
function readIco(ico: Buffer): readonly { readonly size: number; readonly bytes: Buffer }[] {
  expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1]);
  return Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const at = 6 + 16 * index;
    const offset = ico.readUInt32LE(at + 12);
    const bytes = ico.subarray(offset, offset + ico.readUInt32LE(at + 8));
    return { size: ico.readUInt8(at) || 256, bytes };
  });
}

/** Reads Apple's parts: the kind and the bytes of each. */
function readIcns(icns: Buffer): readonly { readonly kind: string; readonly bytes: Buffer }[] {
  expect(icns.toString('latin1', 0, 4)).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const parts = [];
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    const end = at + icns.readUInt32BE(at + 4);
    parts.push({ kind: icns.toString('latin1', at, at + 4), bytes: icns.subarray(at + 8, end) });
  }
  return parts;
}

describe("Windows' icon", () => {
  it('holds each picture, where its table says', () => {
    const read = readIco(icoOf(pictures.slice(0, 2)));
    expect(read.map(({ size, bytes }) => [size, bytes.toString()])).toEqual([
      [16, 'picture of 16'],
      [256, 'picture of 256'],
    ]);
  });

  it('of the console holds PNGs up to 256 pixels', () => {
    const read = readIco(icon('watchfloor.ico'));
    expect(read.map(({ size }) => size)).toEqual([16, 24, 32, 48, 64, 128, 256]);
    for (const { size, bytes } of read) {
      expect(bytes.subarray(0, 4)).toEqual(signature);
      expect(bytes.readUInt32BE(16)).toBe(size);
    }
  });
});

describe("macOS's icon", () => {
  it('holds each picture under the kinds of its size', () => {
    expect(readIcns(icnsOf(pictures)).map(({ kind, bytes }) => [kind, bytes.toString()])).toEqual([
      ['icp4', 'picture of 16'],
      ['ic08', 'picture of 256'],
      ['ic13', 'picture of 256'],
      ['ic09', 'picture of 512'],
      ['ic14', 'picture of 512'],
    ]);
  });

  it('of the console goes up to 1024 pixels', () => {
    const largest = readIcns(icon('watchfloor.icns')).find(({ kind }) => kind === 'ic10');
    expect(largest?.bytes.readUInt32BE(16)).toBe(1024);
  });
});
