import { done, refused } from '../../core/outcome.js';
import { invalidParameter, mostCertificates, reportOfResponse, type SevGuestDevice } from './sev-guest-device.js';
import type { TsmProvider } from './tsm-provider.js';

/**
 * configfs-tsm over `/dev/sev-guest`: the report in `outblob`, the host's certificates in `auxblob`.
 *
 * @param vmpl Level the guest runs at; nothing below it can be asked for.
 * Source: Linux 6.12.107 `drivers/virt/coco/sev-guest/sev-guest.c` sev_report_new.
 */
export function sevGuestProvider(device: SevGuestDevice, vmpl = 0): TsmProvider {
  return {
    name: 'sev_guest',
    // Of a service module there is more; without one these are all.
    attributes: ['generation', 'provider', 'privlevel', 'privlevel_floor', 'inblob', 'outblob', 'auxblob'],
    privlevelFloor: vmpl,
    report: ({ inblob, privlevel, serviceProvider }) => {
      if (inblob.length !== 64 || serviceProvider !== undefined) return refused('EINVAL');
      const call = { command: 'SNP_GET_EXT_REPORT', msgVersion: 1, userData: inblob, vmpl: privlevel } as const;
      const reply = device.ioctl({ ...call, certsLength: mostCertificates });
      if (!reply.ok) return refused(reply.reason);
      const { status, report } = reportOfResponse(reply.response);
      if (status !== 0) return refused(status === invalidParameter ? 'EINVAL' : 'ENXIO');
      return done({ outblob: report, ...(reply.certificates.length > 0 && { auxblob: reply.certificates }) });
    },
  };
}
