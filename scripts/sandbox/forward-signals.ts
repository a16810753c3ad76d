import { readFileSync } from 'node:fs';
import { constants } from 'node:os';

/** Signals a command is to get although they were sent to us. */
export const forwardedSignals = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const;

/** Hands signals on to one process, from now until told to stop. */
export interface SignalForwarding {
  /** Says which process; what arrived before is handed on now. */
  to(pid: number): void;
  stop(): void;
}

/**
 * Begins to hand on {@link forwardedSignals} that this process gets. The terminal sends Ctrl-C and Ctrl-\ to every process of its
 * foreground group, so there the command has got them already and would take a second one for impatience.
 */
export function forwardSignals(): SignalForwarding {
  const early: NodeJS.Signals[] = [];
  let target: number | undefined;
  const listener = (signal: NodeJS.Signals): void => {
    if (target === undefined) early.push(signal);
    else if (!gotItFromTerminal(signal, target)) deliver(target, signal);
  };
  for (const signal of forwardedSignals) process.on(signal, listener);
  return {
    to: (pid) => {
      target = pid;
      for (const signal of early.splice(0)) deliver(pid, signal);
    },
    stop: () => {
      for (const signal of forwardedSignals) process.off(signal, listener);
    },
  };
}

/** A process that was told to ignore a signal while its sandbox is made gets it again when it is ready; 1 s is ample for that. */
function deliver(pid: number, signal: NodeJS.Signals, attemptsLeft = 50): void {
  if (attemptsLeft > 0 && ignores(pid, signal)) setTimeout(() => deliver(pid, signal, attemptsLeft - 1), 20);
  else kill(pid, signal);
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone already: there is nobody to tell.
  }
}

function gotItFromTerminal(signal: NodeJS.Signals, target: number): boolean {
  return (signal === 'SIGINT' || signal === 'SIGQUIT') && isInForeground(procFile('self/stat')) && !ignores(target, signal);
}

/**
 * Is a process in the foreground process group of its terminal? Compares the fields `pgrp` and `tpgid`, 5th and 8th of proc(5).
 *
 * @param stat content of `/proc/<pid>/stat`; the process's name in it may hold blanks and parentheses.
 */
export function isInForeground(stat: string): boolean {
  const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return group !== undefined && group === foreground;
}

/** Bit n−1 of `SigIgn` stands for signal n; see proc(5). */
function ignores(pid: number, signal: NodeJS.Signals): boolean {
  const mask = /^SigIgn:\s*([0-9a-f]+)$/m.exec(procFile(`${pid}/status`))?.[1] ?? '0';
  return ((BigInt(`0x${mask}`) >> BigInt(constants.signals[signal] - 1)) & 1n) === 1n;
}

function procFile(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
}
