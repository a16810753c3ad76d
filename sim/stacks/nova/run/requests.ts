import type { RunDecision } from '../../../contracts/subject.js';
import { denied } from './decision.js';
import { confirmResize, evacuate, liveMigrate, migrate, resize, revertResize } from './moves.js';
import { pause, reboot, resume, start, stop, suspend, unpause } from './power.js';
import { rebuild } from './rebuild.js';
import { rescue, unrescue } from './rescue.js';
import { shelve, shelveOffload, unshelve } from './shelve.js';
import type { Action } from './situation.js';

/** What the API answers to somebody who wants something done with a server, and what is done. */
export function requestAnswer(asked: Action): RunDecision {
  const { status, instance, action } = asked;
  if (status.vm_state === 'deleted') return denied(status, 404, `Instance ${instance.uuid} could not be found.`);
  const known = Object.hasOwn(actions, action) ? actions[action] : undefined;
  return known === undefined ? denied(status, 400, `There is no such action: ${action}`) : known(asked);
}

const actions: Readonly<Record<string, (action: Action) => RunDecision>> = {
  stop,
  start,
  reboot,
  pause,
  unpause,
  suspend,
  resume,
  rebuild,
  resize,
  migrate,
  confirmResize,
  revertResize,
  'live-migrate': liveMigrate,
  evacuate,
  rescue,
  unrescue,
  shelve,
  shelveOffload,
  unshelve,
};
