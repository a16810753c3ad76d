import type { Condition } from './condition.js';
import type { AttestationPolicy } from './trust-vector.js';

/**
 * How a broker judges processors unless told otherwise, for each kind of evidence. Values of the claims are those of AR4SI: 3 approved
 * executables, 4 approved ones among others, 33 unknown ones; 2 genuine hardware, 97 unknown; 2 approved configuration, 3 one without known
 * weaknesses, 36 unknown. Source: attestation-service/src/ear_token/ear_default_policy_cpu.rego of trustee 78962cd4. Left out: its test of
 * the events of a TD's boot, which asks for the event log.
 */
export const defaultProcessorPolicy: AttestationPolicy = {
  executables: {
    cases: [
      { when: [among('/sample/launch_digest', 'launch_digest')], value: 3 },
      { when: [among('/snp/measurement', 'snp_launch_measurement')], value: 3 },
      { when: [among('/tdx/quote/body/rtmr_1', 'rtmr_1'), among('/tdx/quote/body/rtmr_2', 'rtmr_2')], value: 4 },
    ],
    otherwise: 33,
  },
  hardware: {
    cases: [
      {
        when: [
          among('/sample/svn', 'svn'),
          equal('/sample/platform_version/major', 'major_version'),
          { claim: '/sample/platform_version/minor', atLeastReference: 'minimum_minor_version' },
        ],
        value: 2,
      },
      {
        when: [
          among('/snp/reported_tcb_bootloader', 'snp_bootloader'),
          among('/snp/reported_tcb_microcode', 'snp_microcode'),
          among('/snp/reported_tcb_snp', 'snp_snp_svn'),
          among('/snp/reported_tcb_tee', 'snp_tee_svn'),
        ],
        value: 2,
      },
      {
        when: [
          { claim: '/tdx/quote/header/tee_type', is: '81000000' },
          { claim: '/tdx/quote/header/vendor_id', is: '939a7233f79c4ca9940a0db3957f0607' },
          among('/tdx/quote/body/mr_td', 'mr_td'),
          { claim: '/tdx/tcb_status', is: 'UpToDate' },
          { claim: '/tdx/collateral_expiration_status', is: '0' },
        ],
        value: 2,
      },
    ],
    otherwise: 97,
  },
  configuration: {
    cases: [
      { when: [{ claim: '/sample/debug', is: false }], value: 2 },
      { when: [...plainSnpPolicy(), ...approvedSnpPolicy()], value: 2 },
      { when: plainSnpPolicy(), value: 3 },
      { when: [{ claim: '/tdx/td_attributes/debug', is: false }, among('/tdx/quote/body/xfam', 'xfam')], value: 2 },
    ],
    otherwise: 36,
  },
};

/**
 * How it judges accelerators; nothing is approved of their executables and configuration, so none of them is affirming until an
 * administrator says more. Source: ear_default_policy_gpu.rego, its branch for sample devices. That branch asks for `data.reference`, which
 * nothing sets, and can never be taken; here it asks for a reference value like the others.
 */
export const defaultDevicePolicy: AttestationPolicy = {
  executables: { cases: [], otherwise: 33 },
  configuration: { cases: [], otherwise: 36 },
  hardware: { cases: [{ when: [among('/sampledevice/svn', 'device_svn')], value: 2 }], otherwise: 97 },
};

function among(claim: string, inReference: string): Condition {
  return { claim, inReference };
}

function equal(claim: string, isReference: string): Condition {
  return { claim, isReference };
}

function plainSnpPolicy(): Condition[] {
  return [
    { claim: '/snp/policy_debug_allowed', is: false },
    { claim: '/snp/policy_migrate_ma', is: false },
  ];
}

function approvedSnpPolicy(): Condition[] {
  return [
    equal('/snp/platform_smt_enabled', 'snp_smt_enabled'),
    equal('/snp/platform_tsme_enabled', 'snp_tsme_enabled'),
    equal('/snp/policy_abi_major', 'snp_guest_abi_major'),
    equal('/snp/policy_abi_minor', 'snp_guest_abi_minor'),
    equal('/snp/policy_single_socket', 'snp_single_socket'),
    equal('/snp/policy_smt_allowed', 'snp_smt_allowed'),
  ];
}
