import { type NovaChoices, referenceChoices } from '../choices.js';
import { readConfig } from '../config.js';
import { exampleHost, sevFeatures } from '../example-host.js';
import type { MemoryEncryptionModel } from '../models.js';
import { detectHost } from './host-findings.js';
import type { ModelUnits } from './model-units.js';

/** One host of the table: what it shows, and what a compute service makes of it. */
export interface DetectionRow {
  /** The kernel's parameters. */
  readonly sev: boolean;
  readonly sevEs: boolean;
  readonly sevSnp: boolean;
  /** libvirt offers the launch-security type of SNP. */
  readonly snpType: boolean;
  readonly supported: readonly MemoryEncryptionModel[];
  /** Guests of each model at a time, on a host for 100 without and 15 with encrypted state. */
  readonly units: ModelUnits;
}

/**
 * Every combination of the kernel's switches and libvirt's answer on SNP, with what is detected: worked out by the detection itself, so that
 * documents can print it.
 */
export function detectionTruthTable(choices: NovaChoices = referenceChoices): readonly DetectionRow[] {
  return answers.flatMap((sev) =>
    answers.flatMap((sevEs) =>
      answers.flatMap((sevSnp) =>
        answers.map((snpType) => ({ sev, sevEs, sevSnp, snpType, ...detected({ sev, sevEs, sevSnp, snpType }, choices) })),
      ),
    ),
  );
}

const answers = [false, true] as const;

function detected(
  { sev, sevEs, sevSnp, snpType }: Pick<DetectionRow, 'sev' | 'sevEs' | 'sevSnp' | 'snpType'>,
  choices: NovaChoices,
): Pick<DetectionRow, 'supported' | 'units'> {
  const reader = exampleHost({
    sev: written(sev),
    sevEs: written(sevEs),
    sevSnp: written(sevSnp),
    features: sevFeatures({ types: snpType ? ['sev', 'sev-snp'] : ['sev'] }),
  });
  const { findings } = detectHost(reader, readConfig({}), choices);
  return { supported: findings?.supported ?? [], units: findings?.units ?? {} };
}

function written(isOn: boolean): string {
  return isOn ? 'Y' : 'N';
}
