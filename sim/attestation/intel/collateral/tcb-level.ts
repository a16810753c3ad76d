/** What a level of security versions is worth. Source: Intel PCS API v4. */
export const tcbStatuses = [
  'UpToDate',
  'SWHardeningNeeded',
  'ConfigurationNeeded',
  'ConfigurationAndSWHardeningNeeded',
  'OutOfDate',
  'OutOfDateConfigurationNeeded',
  'Revoked',
] as const;

/** One of {@link tcbStatuses}. */
export type TcbStatus = (typeof tcbStatuses)[number];

/** What every level says beside the versions it asks for. */
export interface TcbVerdict {
  /** When it was last up to date: `2024-03-13T00:00:00Z`. */
  readonly tcbDate: string;
  readonly tcbStatus: TcbStatus;
  readonly advisoryIDs?: readonly string[];
}

/** A level of an enclave or of a TDX module: one security version. */
export interface IsvLevel extends TcbVerdict {
  readonly tcb: { readonly isvsvn: number };
}

/** A level of a platform. Matches a platform none of whose versions is lower. */
export interface PlatformLevel extends TcbVerdict {
  readonly tcb: {
    /** 16 each. */
    readonly sgxtcbcomponents: readonly TcbComponent[];
    readonly pcesvn: number;
    readonly tdxtcbcomponents: readonly TcbComponent[];
  };
}

/** Security version of one component. */
export interface TcbComponent {
  readonly svn: number;
  readonly category?: string;
  readonly type?: string;
}

/** Body of TCB info, version 3, for TDX. Hexadecimal texts are upper-case as Intel writes them, and compared without case. */
export interface TcbInfo {
  readonly id: string;
  readonly version: number;
  readonly issueDate: string;
  readonly nextUpdate: string;
  readonly fmspc: string;
  readonly pceId: string;
  readonly tcbType: number;
  readonly tcbEvaluationDataNumber: number;
  readonly tdxModule: ModuleSigner;
  readonly tdxModuleIdentities: readonly ModuleIdentity[];
  readonly tcbLevels: readonly PlatformLevel[];
}

/** Who signs TDX modules, and the attributes they must have. */
export interface ModuleSigner {
  readonly mrsigner: string;
  readonly attributes: string;
  readonly attributesMask: string;
}

/** A generation of TDX modules: `TDX_01` judges those whose byte 1 of TEE_TCB_SVN is 1, by byte 0. */
export interface ModuleIdentity extends ModuleSigner {
  readonly id: string;
  readonly tcbLevels: readonly IsvLevel[];
}

/** Body of an enclave identity, version 2. */
export interface EnclaveIdentity {
  readonly id: string;
  readonly version: number;
  readonly issueDate: string;
  readonly nextUpdate: string;
  readonly tcbEvaluationDataNumber: number;
  readonly miscselect: string;
  readonly miscselectMask: string;
  readonly attributes: string;
  readonly attributesMask: string;
  readonly mrsigner: string;
  readonly isvprodid: number;
  readonly tcbLevels: readonly IsvLevel[];
}
