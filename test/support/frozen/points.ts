import type { Locator } from '@playwright/test';

/** A part of a rectangle, in shares of its sides. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The relative luminance (WCAG 2.2), 0 to 1, of each point in a part of what is drawn of an element, row by row. */
export async function luminancesIn(element: Locator, part: Part): Promise<readonly number[]> {
  const picture = (await element.screenshot()).toString('base64');
  const levels = await element.page().evaluate(
    async ([base64, { left, top, right, bottom }]) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const { width, height } = image;
      const context = new OffscreenCanvas(width, height).getContext('2d');
      if (context === null) throw new Error('no canvas');
      context.drawImage(image, 0, 0);
      const [x, y] = [Math.floor(left * width), Math.floor(top * height)];
      const [wide, high] = [Math.ceil(right * width) - x, Math.ceil(bottom * height) - y];
      return [...context.getImageData(x, y, wide, high).data];
    },
    [picture, part] as const,
  );
  return Array.from({ length: levels.length / 4 }, (_, place) => luminance(levels, place * 4));
}

/** The greatest contrast between any two of them, 1 to 21 (WCAG 2.2). */
export const contrastAmong = (luminances: readonly number[]): number =>
  (Math.max(...luminances) + 0.05) / (Math.min(...luminances) + 0.05);

function luminance(levels: readonly number[], at: number): number {
  const [red, green, blue] = [0, 1, 2].map((channel) => {
    const level = (levels[at + channel] ?? 0) / 255;
    return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
