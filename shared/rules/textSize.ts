/** A wall's panel and the seat that is farthest from it. */
export interface PanelSeat {
  /** Of the picture, from corner to corner, inches, as panels are sold. */
  readonly diagonalInches: number;
  /** From the panel to the eye, metres. */
  readonly seatMetres: number;
}

/** ISO 9241-303 asks for capitals of 20 to 22 minutes of arc where text is to be read with ease; the middle. */
const easyArcMinutes = 21;
/** What a wall has to say in words, such as a tile's name: pixels at factor 1 on a picture 1080 high. */
const wordsPx = 30;
/** Height of capitals of IBM Plex Sans, in ems, from the font's OS/2 table. */
const capsPerEm = 0.698;
const mmPerInch = 25.4;

/** Height of capitals, mm, that is seen under an angle at a distance: 2 d tan(a / 2). */
export function capHeightMm(seatMetres: number, arcMinutes = easyArcMinutes): number {
  return 2 * seatMetres * 1_000 * Math.tan(((arcMinutes / 60) * (Math.PI / 180)) / 2);
}

/**
 * The factor by which a wall's type must be enlarged so that its words are read with ease from the farthest seat.
 * `aspect` is width by height; the wall's type already grows with the picture, so that its pixels do not matter.
 * Between 0.5 and 4, to hundredths.
 */
export function wallTextFactor({ diagonalInches, seatMetres }: PanelSeat, aspect: number): number {
  const diagonalMm = diagonalInches * mmPerInch;
  const heightMm = diagonalMm / Math.hypot(aspect, 1);
  // The type follows whichever side is scarcer: a panel on its side is as large as its width lets it be.
  const baseMm = Math.min(heightMm, (heightMm * aspect * 9) / 16);
  const capsMm = ((wordsPx * capsPerEm) / 1_080) * baseMm;
  const factor = capHeightMm(seatMetres) / capsMm;
  return Math.round(Math.min(4, Math.max(0.5, factor)) * 100) / 100;
}
