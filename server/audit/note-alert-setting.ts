import type { NoteSetting } from '../alerts/note-setting.ts';
import { noteAudit } from './note-audit.ts';

/** Where alerts go, and by what rule, is nobody's secret: each change stands in the log. */
export const noteAlertSetting: NoteSetting = (tx, keeper, object, what) =>
  void noteAudit(tx, { action: 'alert-settings', actorId: keeper.id, object, details: { what } });
