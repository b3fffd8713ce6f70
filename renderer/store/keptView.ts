import type { KeptView } from '../../shared/desktop.ts';
import type { DeepLink } from '../../shared/model/deepLink.ts';
import type { UiState } from './uiState.ts';

/** What of a page is worth having again after a crash: what was looked at, not what was half done. */
export function keptViewOf(ui: UiState): KeptView {
  const { view, changes } = ui.queue;
  return {
    board: ui.board,
    selected: ui.selected,
    queueView: view,
    queueFilter: changes[view]?.filter,
    runbook: ui.runbooks.selected,
    runbookIncident: ui.runbooks.incident,
    objective: ui.burn.selected,
    handoff: ui.handoff,
  };
}

/** The page as it was; what was not kept stays as it is. */
export function withView(ui: UiState, kept: KeptView): UiState {
  const { queueView = ui.queue.view, queueFilter } = kept;
  const changes =
    queueFilter === undefined
      ? ui.queue.changes
      : { ...ui.queue.changes, [queueView]: { ...ui.queue.changes[queueView], filter: queueFilter } };
  return {
    ...ui,
    board: kept.board,
    act: undefined,
    selected: kept.selected ?? ui.selected,
    queue: { view: queueView, changes },
    runbooks: {
      ...ui.runbooks,
      selected: kept.runbook ?? ui.runbooks.selected,
      incident: kept.runbookIncident ?? ui.runbooks.incident,
    },
    burn: { ...ui.burn, selected: kept.objective ?? ui.burn.selected },
    handoff: kept.handoff ?? ui.handoff,
  };
}

/** What a page shows after it followed a link. */
export function afterLink(view: KeptView, link: DeepLink): KeptView {
  switch (link.kind) {
    case 'incident':
      return { ...view, board: 'queue', queueView: 'Open', selected: link.id };
    case 'runbook':
      return { ...view, board: 'runbooks', runbook: link.id };
    case 'board':
      return { ...view, board: link.id };
  }
}
