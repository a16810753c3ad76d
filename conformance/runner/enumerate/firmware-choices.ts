import { caseFormat } from '../../../sim/contracts/commands.js';
import { guestSpec } from '../../commands/request-matrix.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { tightestOfEach } from './tightest.js';

/** Hosts whose firmware package lacks the image for confidential guests, or the one for guests without secure boot; and other ways to choose. */
export const firmwareChoices: CaseFamily = function* (machines, kit) {
  for (const { ovmf, config } of kit.firmwareChoices) {
    for (const [protection, { machine, settings }] of tightestOfEach(machines)) {
      const hosts = [{ name: 'h0', machine: machine.id, settings, versions: { ovmf } }];
      for (const change of [{}, { secureBoot: true, smm: true }, { secureBoot: undefined }] as const) {
        const spec = guestSpec({ ...kit.plainGuest, ...change, protection });
        const commands = [
          { do: 'create', guest: 'g0', spec },
          { do: 'delete', guest: 'g0' },
        ] as const;
        yield { format: caseFormat, stack: kit.stack, config, hosts, commands };
      }
    }
  }
};
