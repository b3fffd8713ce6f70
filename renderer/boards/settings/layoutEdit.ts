import { boardIds } from '../../../shared/model/board.ts';
import { wallDisplaySchema, type WallDisplay } from '../../../shared/model/wallLayout.ts';
import { err, ok, type Result } from '../../../shared/result.ts';

/** A display with other boards (`health:30, burn:20`) and another size of text; the error says what to write instead. */
export function displayChanged(display: WallDisplay, boards: string, factor: string): Result<WallDisplay> {
  const words = boards
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const stops = words.map((word) => {
    const [board, seconds] = word.split(':');
    return { board: board?.trim(), seconds: Number(seconds) };
  });
  const unknown = stops.find(({ board }) => !boardIds.some((id) => id === board));
  if (unknown !== undefined)
    return err(`There is no board "${unknown.board ?? ''}"; the boards are ${boardIds.join(', ')}.`);
  const { textFactor: _before, ...others } = display;
  const clean = factor.trim().replace(',', '.');
  const size = clean === '' ? {} : { textFactor: Number(clean) };
  const parsed = wallDisplaySchema.safeParse({ ...others, ...size, boards: stops });
  if (parsed.success) return ok(parsed.data);
  return err(
    parsed.error.issues.some(({ path }) => path[0] === 'textFactor')
      ? 'The size of text is a number from 0.5 to 4, or nothing.'
      : 'Write boards with their seconds, 5 to 3600 each and 1 to 12 of them: health:30, burn:20.',
  );
}
