import { offerFile } from './offerFile.ts';
import { reasonOf } from '../../shared/reasonOf.ts';
/** What became of a copy, in words for the operator. */
export type CopyOutcome = string;

const widestAtDouble = 2_000;
const padding = 16;
const captionHeight = 28;

/** Copies text; where the browser refuses the clipboard it is offered as a file, and the words say so. */
export async function copyText(text: string, what: string, file: string): Promise<CopyOutcome> {
  try {
    await navigator.clipboard.writeText(text);
    return `${what} copied`;
  } catch {
    if (copyBySelection(text)) return `${what} copied`;
    return saved(new Blob([text], { type: 'text/plain' }), what, file);
  }
}

/** Saves text as a file where the browser takes downloads; the desktop shell takes none, and there it is copied. */
export async function saveText(
  text: string,
  what: string,
  file: string,
  type = 'text/csv',
): Promise<CopyOutcome> {
  if (!location.protocol.startsWith('http')) return copyText(text, what, file);
  offerFile(new Blob([text], { type }), file);
  return `${what} saved as ${file}`;
}

/** Copies the charts below an element as one PNG with a caption. */
export async function copyPicture(frame: HTMLElement, caption: string, file: string): Promise<CopyOutcome> {
  let blob: Blob | undefined;
  try {
    blob = pictureOf(frame, caption);
  } catch (error) {
    return `The chart could not be painted: ${reasonOf(error)}`;
  }
  if (blob === undefined) return 'There is no chart to copy yet';
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    return 'Chart copied as PNG';
  } catch {
    return saved(blob, 'chart', file);
  }
}

/** For pages over plain HTTP, which have no clipboard of their own. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  try {
    // Deprecated, and the only way where `navigator.clipboard` is absent.
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    area.remove();
  }
}

/** Offers what could not be copied as a file. The desktop shell denies downloads: there it says that nothing came of it. */
function saved(blob: Blob, what: string, file: string): CopyOutcome {
  const closed = 'The clipboard is closed to this page';
  if (!location.protocol.startsWith('http'))
    return `${closed}, and this console saves no files: ${what} not copied`;
  offerFile(blob, file);
  return `${closed}; ${what} saved as ${file}`;
}

/**
 * Paints what is drawn on screen, shape by shape: the content security policy lets no page load a picture of its own
 * making, so an SVG can't be rasterised the usual way.
 */
function pictureOf(frame: HTMLElement, caption: string): Blob | undefined {
  const bounds = frame.getBoundingClientRect();
  const shapes = frame.querySelectorAll<SVGGraphicsElement>(
    'svg path, svg line, svg rect, svg text, svg circle',
  );
  if (shapes.length === 0) return undefined;
  const canvas = document.createElement('canvas');
  // Twice as fine as a common screen; a large one is fine enough.
  const scale = bounds.width > widestAtDouble ? 1 : 2;
  canvas.width = Math.round((bounds.width + 2 * padding) * scale);
  canvas.height = Math.round((bounds.height + 2 * padding + captionHeight) * scale);
  const painter = canvas.getContext('2d');
  if (painter === null) return undefined;
  const style = getComputedStyle(document.documentElement);
  painter.fillStyle = style.getPropertyValue('--panel').trim();
  painter.fillRect(0, 0, canvas.width, canvas.height);
  painter.setTransform(scale, 0, 0, scale, padding * scale, padding * scale);
  painter.fillStyle = style.getPropertyValue('--ink').trim();
  // A page may be enlarged as a whole: boxes are, computed font sizes are not.
  const zoom = bounds.width / (frame.offsetWidth || bounds.width);
  painter.font = `500 ${15 * zoom}px ${getComputedStyle(frame).fontFamily}`;
  painter.fillText(caption, 0, 12);
  for (const heading of frame.querySelectorAll('h4')) {
    const at = heading.getBoundingClientRect();
    const look = getComputedStyle(heading);
    const fontPx = Number.parseFloat(look.fontSize) * zoom;
    painter.font = `${look.fontWeight} ${fontPx}px ${look.fontFamily}`;
    painter.fillStyle = look.color;
    painter.fillText(heading.textContent, at.left - bounds.left, at.bottom - 4 - bounds.top + captionHeight);
  }
  for (const shape of shapes) paint(painter, shape, bounds);
  return encoded(canvas);
}

/** At once: `toBlob` and `convertToBlob` wait for idle time, and were seen to take 7 s on a busy console. */
function encoded(canvas: HTMLCanvasElement): Blob {
  const [, base64 = ''] = canvas.toDataURL('image/png').split(',');
  return new Blob([Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))], { type: 'image/png' });
}

function paint(painter: CanvasRenderingContext2D, shape: SVGGraphicsElement, bounds: DOMRect): void {
  const matrix = shape.getScreenCTM();
  if (matrix === null || shape.closest('defs, clipPath') !== null) return;
  const look = getComputedStyle(shape);
  painter.save();
  painter.translate(-bounds.left, -bounds.top + captionHeight);
  painter.transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
  painter.fillStyle = look.fill;
  painter.strokeStyle = look.stroke;
  painter.lineWidth = Number.parseFloat(look.strokeWidth);
  if (shape instanceof SVGTextElement) {
    paintText(painter, shape, look);
  } else {
    painter.setLineDash(
      look.strokeDasharray === 'none' ? [] : look.strokeDasharray.split(',').map(Number.parseFloat),
    );
    const path = new Path2D(outlineOf(shape));
    if (look.fill !== 'none') {
      painter.globalAlpha = Number(look.fillOpacity);
      painter.fill(path);
    }
    painter.globalAlpha = Number(look.strokeOpacity);
    if (look.stroke !== 'none') painter.stroke(path);
  }
  painter.restore();
}

function paintText(painter: CanvasRenderingContext2D, text: SVGTextElement, look: CSSStyleDeclaration): void {
  painter.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;
  const span = text.querySelector('tspan');
  const at = text.getStartPositionOfChar(0);
  painter.fillText(span?.textContent ?? text.textContent, at.x, at.y);
}

/** A shape as path data. */
function outlineOf(shape: SVGGraphicsElement): string {
  const number = (name: string): number => Number(shape.getAttribute(name) ?? 0);
  switch (shape.tagName) {
    case 'line':
      return `M${number('x1')} ${number('y1')}L${number('x2')} ${number('y2')}`;
    case 'rect':
      return `M${number('x')} ${number('y')}h${number('width')}v${number('height')}h${-number('width')}z`;
    case 'circle': {
      const radius = number('r');
      return `M${number('cx') - radius} ${number('cy')}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;
    }
    default:
      return shape.getAttribute('d') ?? '';
  }
}
