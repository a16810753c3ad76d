import type { Case, Command, GuestSpec } from '../../sim/contracts/commands.js';
import { confidentialProtections, type Protection, type Technology } from '../../sim/contracts/protection.js';
import type { Requirement } from '../requirements/requirement.js';

/**
 * Ids of the requirements that speak only of what a subject does not know: of other protections, or of something besides protections
 * that it lacks.
 */
export function unsupportedRequirements(requirements: readonly Requirement[], known: readonly Technology[]): readonly string[] {
  return requirements.filter(({ about = [] }) => !canBeHeldTo(about, known)).map(({ id }) => id);
}

function canBeHeldTo(about: readonly Technology[], known: readonly Technology[]): boolean {
  const ofProtections = about.filter((each) => confidentialProtections.some((protection) => protection === each));
  const others = about.filter((each) => !ofProtections.includes(each));
  const hasProtection = ofProtections.length === 0 || ofProtections.some((each) => known.includes(each));
  return hasProtection && others.every((each) => known.includes(each));
}

/**
 * A case without the commands that ask for what a subject does not know; undefined when nobody asks for a guest any more. The same
 * case when all is known.
 */
export function withoutUnknown(theCase: Case, known: readonly Technology[]): Case | undefined {
  const commands = theCase.commands.filter((command) => isKnown(command, known));
  if (commands.length === theCase.commands.length) return theCase;
  return commands.some(asksForGuests) ? { ...theCase, commands } : undefined;
}

function asksForGuests(command: Command): boolean {
  return command.do === 'create' || command.do === 'fill';
}

function isKnown(command: Command, known: readonly Technology[]): boolean {
  switch (command.do) {
    case 'create':
      return technologiesOf(command.spec).every((each) => known.includes(each));
    case 'fill':
    case 'start-outside':
      return known.includes(command.protection);
    case 'request':
      return known.includes('attestation') || !command.request.startsWith('sev/');
    default:
      return true;
  }
}

function technologiesOf({ protection, alsoProtection, attestation, session, protectionIn }: GuestSpec): readonly Technology[] {
  return [
    ...confidential(protection),
    ...confidential(alsoProtection),
    ...(attestation === true || session === true ? (['attestation'] as const) : []),
    ...(protectionIn?.includes('preference') === true ? (['preference'] as const) : []),
  ];
}

function confidential(protection: Protection | undefined): readonly Technology[] {
  return protection === undefined || protection === 'none' ? [] : [protection];
}
