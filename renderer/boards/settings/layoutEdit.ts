import { boardIds } from '../../../shared/model/board.ts';
import { wallDisplaySchema, type WallDisplay } from '../../../shared/model/wallLayout.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { rotationText } from '../../../shared/rules/rotation.ts';

/** What is entered about a display; empty where the display says nothing of its own. */
export interface DisplayEntry {
  /** `health:30, burn:20` */
  readonly boards: string;
  /** Board shown while a P0 is open. */
  readonly pinned: string;
  /** Size of text, times. */
  readonly factor: string;
  /** Diagonal of the panel. */
  readonly inches: string;
  /** From the panel to the farthest seat. */
  readonly metres: string;
}

/** A display as it is entered. */
export const displayEntry = ({ boards, pinned, textFactor, panel }: WallDisplay): DisplayEntry => ({
  boards: rotationText(boards),
  pinned: pinned ?? '',
  factor: textOf(textFactor),
  inches: textOf(panel?.diagonalInches),
  metres: textOf(panel?.seatMetres),
});

/** A display with what was entered; the error says what to write instead. */
export function displayChanged(display: WallDisplay, entry: DisplayEntry): Result<WallDisplay> {
  const stops = entry.boards
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map((word) => {
      const [board, seconds] = word.split(':');
      return { board: board?.trim(), seconds: Number(seconds) };
    });
  const unknown = stops.find(({ board }) => !boardIds.some((id) => id === board));
  if (unknown !== undefined)
    return err(`There is no board "${unknown.board ?? ''}"; the boards are ${boardIds.join(', ')}.`);
  const [textFactor, diagonalInches, seatMetres] = [entry.factor, entry.inches, entry.metres].map(numberOf);
  if ((diagonalInches === undefined) !== (seatMetres === undefined))
    return err('Give the inches of the panel and the metres to its farthest seat together, or neither.');
  const parsed = wallDisplaySchema.safeParse({
    ...display,
    ...{ boards: stops, pinned: entry.pinned === '' ? undefined : entry.pinned, textFactor },
    panel: diagonalInches === undefined ? undefined : { diagonalInches, seatMetres },
  });
  if (parsed.success) return ok(parsed.data);
  const wrong = parsed.error.issues[0]?.path.at(-1);
  return err(sentences[String(wrong)] ?? sentences['boards']);
}

const sentences: Readonly<Record<string, string>> & { readonly boards: string } = {
  boards: 'Write boards with their seconds, 5 to 3600 each and 1 to 12 of them: health:30, burn:20.',
  textFactor: 'The size of text is a number from 0.5 to 4, or nothing.',
  diagonalInches: 'The panel has 5 to 600 inches.',
  seatMetres: 'The farthest seat is 0.3 to 100 m away.',
};

const textOf = (number: number | undefined): string => (number === undefined ? '' : String(number));

/** A number with a point or a comma; undefined where nothing is entered. */
function numberOf(text: string): number | undefined {
  const clean = text.trim().replace(',', '.');
  return clean === '' ? undefined : Number(clean);
}
