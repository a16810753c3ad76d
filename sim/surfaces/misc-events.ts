import { miscSurface, unsigned64 } from './misc-file.js';

/** `misc.events`, every cgroup but the root: refusals by a limit of this cgroup or of one below it. */
export const miscEvents = miscSurface({
  name: 'events',
  about: 'How often a misc limit of a cgroup or of one below it refused a key ID, counted by the misc controller.',
  mode: 0o444,
  line: (pool, capacity, { events }) => (capacity === 0 && events === 0n ? undefined : `${pool}.max ${unsigned64(events)}`),
});
