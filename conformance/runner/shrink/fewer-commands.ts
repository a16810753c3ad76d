import type { Case } from '../../../sim/contracts/commands.js';

/** Without some of the commands: halves, quarters … single ones, then all that is done to one guest, then sessions written into requests. */
export function* fewerCommands(theCase: Case): Generator<Case> {
  yield* withoutParts(theCase);
  yield* withoutGuests(theCase);
  yield* sessionsWritten(theCase);
}

/** The case with only those commands for which `stays` holds; windows of faults move with the commands they begin and end at. */
export function withCommandsThat(theCase: Case, stays: (command: Case['commands'][number], index: number) => boolean): Case {
  const { commands, faults } = theCase;
  const kept = commands.map((command, index) => stays(command, index));
  const moved = (position: number): number =>
    kept.slice(0, position).filter(Boolean).length + Math.max(0, position - kept.length);
  return {
    ...theCase,
    commands: commands.filter((_, index) => kept[index]),
    ...(faults !== undefined && {
      faults: faults.map((window) => ({
        ...window,
        from: moved(window.from),
        ...(window.to !== undefined && { to: moved(window.to) }),
      })),
    }),
  };
}

function* withoutParts(theCase: Case): Generator<Case> {
  const { length } = theCase.commands;
  for (let size = length; size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start < length; start += size) {
      yield withCommandsThat(theCase, (_, index) => index < start || index >= start + size);
    }
  }
}

/** A guest whose commands stand far apart goes in one step. */
function* withoutGuests(theCase: Case): Generator<Case> {
  const { commands } = theCase;
  const guests = new Set(commands.flatMap((command) => ('guest' in command ? [command.guest] : [])));
  for (const guest of guests) {
    const rest = withCommandsThat(theCase, (command) => !('guest' in command) || command.guest !== guest);
    if (rest.commands.length < commands.length - 1) yield rest;
  }
}

/** A launch session that is part of the request takes one command less than one that is handed in later. */
function* sessionsWritten(theCase: Case): Generator<Case> {
  for (const [index, command] of theCase.commands.entries()) {
    if (command.do !== 'request' || command.request !== 'sev/setupsession') continue;
    const { guest } = command;
    const rest = withCommandsThat(theCase, (_, position) => position !== index);
    const commands = rest.commands.map((other) =>
      other.do === 'create' && other.guest === guest ? { ...other, spec: { ...other.spec, session: true } } : other,
    );
    yield { ...rest, commands };
  }
}
