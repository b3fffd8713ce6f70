/** What main did to the machine, for tests to see. */
export const machine = {
  /** Blockers of sleep that are held. */
  awake: 0,
  hasMenu: false,
  drawsWithoutCard: false,
  schemes: [] as string[],
  loginItem: undefined as object | undefined,
};
