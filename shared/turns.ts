/** Runs what it is given when all that was given before has ended, and answers as that does. */
export type InTurn = <Value>(run: () => Promise<Value>) => Promise<Value>;

/** A queue of its own: one thing after the other, in the order of giving. One that fails does not stop the next. */
export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const turn = last.then(run);
    last = turn.catch(() => undefined);
    return turn;
  };
}
