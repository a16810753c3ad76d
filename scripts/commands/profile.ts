import { type Command, verbGroup } from './command.js';
import { profileCaptureCommand } from './profile-capture.js';
import { profileCheckCommand } from './profile-check.js';
import { profileDiffCommand } from './profile-diff.js';
import { profileListCommand } from './profile-list.js';
import { profileShowCommand } from './profile-show.js';

/** `fauxmetal profile`: work with machine data. */
export const profileCommand: Command = (terminal) =>
  verbGroup(
    'profile',
    'list machines, settings and versions; show facts with their sources; check, compare and capture machines',
    [profileListCommand, profileShowCommand, profileCheckCommand, profileDiffCommand, profileCaptureCommand],
    terminal,
  );
