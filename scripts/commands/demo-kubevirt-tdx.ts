import { kubevirtTdxStory } from '../demo/kubevirt-tdx.js';
import { runDemo } from '../demo/run-demo.js';
import { type Command, verb } from './command.js';
import { breakOption } from './demo-options.js';

/** `fauxmetal demo kubevirt-tdx`: Intel’s article on TDX in KubeVirt. */
export const demoKubevirtTdxCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'kubevirt-tdx',
    describe:
      'Intel’s article on TDX in KubeVirt: a host, a virtual machine, its quote, and a token of a trust authority that verifies',
    builder: (yargs) =>
      breakOption(yargs)
        .option('way', {
          type: 'string',
          choices: ['tdvmcall', 'vsock'] as const,
          default: 'tdvmcall' as const,
          describe: 'how the guest reaches the service that makes quotes: over QEMU, or over a VSOCK of its own',
        })
        .example('$0 demo kubevirt-tdx', 'the whole story, ending in a token')
        .example('$0 demo kubevirt-tdx --break tcb', 'the same on a machine with old firmware: exit code 1 and why'),
    handler: ({ break: broken, way, json }) =>
      runDemo(
        {
          name: 'kubevirt-tdx',
          json,
          ...(broken !== undefined && { broken }),
          tell: (step) => kubevirtTdxStory(step, { terminal, way, ...(broken !== undefined && { broken }) }),
          ending: ({ claims }) => `the token says ${String(claims.attester_tcb_status)}, and verifies`,
        },
        terminal,
      ),
  });
