import type { EvidenceVerifier } from '../../../contracts/verifier.js';
import { ed25519Key } from '../../keys/ed25519-key.js';
import { Administrator } from '../administrator/administrator.js';
import type { KeyBrokerConfiguration } from '../broker/broker-state.js';
import type { DialectName } from '../dialect.js';
import { sampleVerifier } from '../evidence/sample-verifier.js';
import { AttestationAgent, type AttestationAgentConfiguration } from '../guest/attestation-agent.js';
import { type Attester, sampleAttester } from '../guest/attester.js';
import { ConfidentialDataHub } from '../guest/confidential-data-hub.js';
import { teeKey } from '../guest/tee-key.js';
import type { Exchange } from '../http-message.js';
import { type BrokerAnswer, KeyBroker } from '../key-broker.js';

/** A broker with its administrator, and guests for it, all in one process on a clock that stands still until it is moved. */
export interface Laboratory {
  readonly broker: KeyBroker;
  readonly administrator: Administrator;
  /** Carries requests to the broker. */
  readonly exchange: Exchange;
  /** What the broker answered, in order. */
  readonly answers: BrokerAnswer[];
  /** Seconds since 1970. */
  now: number;
  /** A guest of the laboratory. */
  guest(changes?: Partial<AttestationAgentConfiguration>): {
    readonly agent: AttestationAgent;
    readonly hub: ConfidentialDataHub;
  };
}

/** Kinds of evidence a laboratory is for: the sample kind unless told otherwise. */
export interface LaboratoryOptions {
  readonly verifiers?: readonly EvidenceVerifier[];
  readonly attester?: Attester;
  readonly broker?: Partial<KeyBrokerConfiguration>;
}

/** Key of the administrator of every laboratory. */
export const administratorKey = ed25519Key('fauxmetal', 'kbs/administrator');

/** When every laboratory opens: the minute the SNP guide's guest came. */
export const openedAt = 1_724_650_764;

/** Opens a laboratory that speaks a dialect. */
export function openLaboratory(dialect: DialectName, options: LaboratoryOptions = {}): Laboratory {
  const { verifiers = [sampleVerifier], attester = sampleAttester } = options;
  const configuration = { dialect, seed: 'laboratory', administrator: { publicKey: administratorKey.publicKey }, verifiers };
  const broker = new KeyBroker({ ...configuration, ...options.broker });
  const answers: BrokerAnswer[] = [];
  const exchange: Exchange = async (request) => {
    const answer = await broker.answer(request, laboratory.now);
    answers.push(answer);
    return answer.response;
  };
  const laboratory: Laboratory = {
    broker,
    administrator: new Administrator({ dialect, exchange, key: administratorKey }),
    exchange,
    answers,
    now: openedAt,
    guest: (changes = {}) => {
      const agent = new AttestationAgent({ dialect, exchange, attester, key: teeKey(dialect, 'fauxmetal'), ...changes });
      return { agent, hub: new ConfidentialDataHub(agent) };
    },
  };
  return laboratory;
}
