/** The label by which a written burn alert says whose budget burns: a counted objective's id. */
export const objectiveLabel = 'watchfloor_objective';
