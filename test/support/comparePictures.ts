import type { Page } from '@playwright/test';

/** How two pictures differ. */
export interface PictureDifference {
  /** Pixels of which any channel differs by more than one level of 256; all of the larger one where the sizes do. */
  readonly pixels: number;
  readonly of: number;
  /** A PNG: the second picture, faint, with what differs in red; absent where nothing does. */
  readonly marked?: Buffer | undefined;
}

/** Compares two PNGs pixel by pixel, in a page's canvas: what draws the pictures also reads them. */
export async function comparePictures(page: Page, one: Buffer, other: Buffer): Promise<PictureDifference> {
  const { pixels, of, marked } = await page.evaluate(
    async (pictures) => {
      const draw = async (base64: string): Promise<{ canvas: OffscreenCanvas; data: Uint8ClampedArray }> => {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext('2d');
        if (context === null) throw new Error('no canvas');
        context.drawImage(image, 0, 0);
        return { canvas, data: context.getImageData(0, 0, image.width, image.height).data };
      };
      const [before, after] = [await draw(pictures.one), await draw(pictures.other)];
      const of = Math.max(before.data.length, after.data.length) / 4;
      const { canvas, data } = after;
      if (before.canvas.width !== canvas.width || before.canvas.height !== canvas.height)
        return { pixels: of, of };
      const marks = new ImageData(canvas.width, canvas.height);
      let pixels = 0;
      for (let at = 0; at < data.length; at += 4) {
        const level = (picture: Uint8ClampedArray, channel: number): number => picture[at + channel] ?? 0;
        // Where layers are blended, the same page is one level off now and then.
        const isSame = [0, 1, 2, 3].every(
          (channel) => Math.abs(level(before.data, channel) - level(data, channel)) <= 1,
        );
        if (!isSame) pixels += 1;
        const faint = (channel: number): number => level(data, channel) / 3 + 150;
        marks.data.set(isSame ? [faint(0), faint(1), faint(2), 255] : [220, 0, 0, 255], at);
      }
      if (pixels === 0) return { pixels, of };
      canvas.getContext('2d')?.putImageData(marks, 0, 0);
      const file = await canvas.convertToBlob({ type: 'image/png' });
      const bytes = new Uint8Array(await file.arrayBuffer());
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return { pixels, of, marked: btoa(text) };
    },
    { one: one.toString('base64'), other: other.toString('base64') },
  );
  return { pixels, of, marked: marked === undefined ? undefined : Buffer.from(marked, 'base64') };
}
