import type { Daemon, TypedParameter } from '../daemon-contract.js';
import { type Domain, nameOf } from './domain-store.js';

/** `virDomainJobOperation`. Source: libvirt 11.3.0 `include/libvirt/libvirt-domain.h`. */
export const operations = { migrationIn: 4, migrationOut: 5, save: 2 } as const;

/** Tells that a job is done that moved a guest's memory away, which takes no time here. */
export function jobCompleted(daemon: Daemon, domain: Domain, operation: number): void {
  daemon.events.emit({ kind: 'job-completed', domain: nameOf(domain), params: completedJob(domain, operation) });
}

/** Statistics of such a job: every page went over once. Source: names and order as run with libvirt 9.0.0 to 12.8.0. */
export function completedJob({ definition }: Domain, operation: number): readonly TypedParameter[] {
  const bytes = definition.memory * 1024n;
  const amounts: readonly (readonly [string, bigint])[] = [
    ['time_elapsed', 1n],
    ['downtime', 1n],
    ['setup_time', 0n],
    ['data_total', bytes],
    ['data_processed', bytes],
    ['data_remaining', 0n],
    ['memory_total', bytes],
    ['memory_processed', bytes],
    ['memory_remaining', 0n],
    ['memory_bps', bytes * 1000n],
    ['memory_constant', 0n],
    ['memory_normal', bytes / pageBytes],
    ['memory_normal_bytes', bytes],
    ['memory_dirty_rate', 0n],
    ['memory_iteration', 1n],
    ['memory_postcopy_requests', 0n],
    ['memory_page_size', pageBytes],
  ];
  return [
    { field: 'operation', type: 'int', value: operation },
    ...amounts.map(([field, value]) => ({ field, type: 'ullong', value }) as const),
  ];
}

const pageBytes = 4096n;
