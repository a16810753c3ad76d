import type { AdmitCause } from '../../../contracts/subject.js';
import type { LaunchSecurity } from '../vmi.js';
import { noCauses } from './cause.js';
import { type LaunchDialect, type LaunchType, launchMembers } from './launch-dialect.js';
import type { Rule } from './rule.js';

/**
 * Members of `launchSecurity` that the API does not have are refused, as with strict field validation: dropping them in silence would
 * start a guest that lacks what its owner relies on. Who writes in the words of Intel's fork is told today's.
 * Source: Kubernetes `apimachinery/pkg/runtime/error.go` (NewStrictDecodingError); KubeVirt v1.9 `api/core/v1/schema.go`.
 */
export const knownMemberRule: Rule = (vmi, at, _config, choices) => {
  const { launchSecurity } = vmi.spec.domain;
  return launchSecurity === undefined
    ? noCauses
    : unknownMembers(launchSecurity, `${at}.domain.launchSecurity`, choices.launchDialect);
};

function unknownMembers(launchSecurity: LaunchSecurity, field: string, dialect: LaunchDialect): readonly AdmitCause[] {
  const causes: AdmitCause[] = [];
  for (const type in launchSecurity) {
    if (!isType(type)) {
      causes.push(unknownField(`${field}.${type}`));
      continue;
    }
    for (const name in launchSecurity[type]) {
      if (!launchMembers[dialect][type].includes(name)) causes.push(unknownField(`${field}.${type}.${name}`, insteadOf[name]));
    }
  }
  return causes;
}

const insteadOf: Readonly<Record<string, string>> = {
  QGS: 'the cluster says where quotes are made, in confidentialCompute.tdx.attestation.qgsSocketPath',
  MRCONFIGID: 'use mrConfigId, in base64',
};

function isType(name: string): name is LaunchType {
  return name === 'sev' || name === 'snp' || name === 'tdx';
}

function unknownField(field: string, advice?: string): AdmitCause {
  const message = `strict decoding error: unknown field "${field}"`;
  return { type: 'BadRequest', message: advice === undefined ? message : `${message}: ${advice}`, field };
}
