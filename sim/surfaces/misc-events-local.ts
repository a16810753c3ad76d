import { miscSurface, unsigned64 } from './misc-file.js';

/** `misc.events.local`, every cgroup but the root: refusals by a limit of this very cgroup. */
export const miscEventsLocal = miscSurface({
  name: 'events.local',
  about: 'How often a misc limit of this very cgroup refused a key ID, counted by the misc controller since Linux 6.11.',
  mode: 0o444,
  line: (pool, capacity, { eventsLocal }) =>
    capacity === 0 && eventsLocal === 0n ? undefined : `${pool}.max ${unsigned64(eventsLocal)}`,
});
