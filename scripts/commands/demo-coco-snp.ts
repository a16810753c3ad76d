import { cocoSnpStory } from '../demo/coco-snp.js';
import { runDemo } from '../demo/run-demo.js';
import { type Command, verb } from './command.js';
import { breakOption } from './demo-options.js';

/** `fauxmetal demo coco-snp`: the SNP guide of Confidential Containers. */
export const demoCocoSnpCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'coco-snp',
    describe:
      'the SNP guide of Confidential Containers: a host, a pod of Kata, its evidence, a key broker, and the secret it gives out',
    builder: (yargs) =>
      breakOption(yargs)
        .option('dialect', {
          type: 'string',
          choices: ['2024-08', '2026'] as const,
          default: '2024-08' as const,
          describe: 'how broker and guest speak: as in the guide, or as today',
        })
        .example('$0 demo coco-snp', 'the whole story, ending in the secret')
        .example('$0 demo coco-snp --dialect 2026', 'the same with the protocol and the policies of today')
        .example('$0 demo coco-snp --break cert-chain', 'the same with certificates of another chip: exit code 1 and why'),
    handler: ({ break: broken, dialect, json }) => {
      const setting = { terminal, dialect, ...(broken !== undefined && { broken }) };
      const name = 'coco-snp';
      const ending = ({ secret }: { readonly secret: string }): string => `the pod has its key: ${secret}`;
      return runDemo(
        { name, json, ...(broken !== undefined && { broken }), tell: (step) => cocoSnpStory(step, setting), ending },
        terminal,
      );
    },
  });
