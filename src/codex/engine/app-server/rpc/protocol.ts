/**
 * The types of the app-server's protocol that the engine uses. `npm run protocol` generates this file
 * from the Codex in node_modules; do not edit it by hand.
 */

/**
 * A path that is guaranteed to be absolute and normalized (though it is not
 * guaranteed to be canonicalized or exist on the filesystem).
 */
export type AbsolutePathBuf = string;

export type Account =
  | { type: 'apiKey' }
  | {
      type: 'chatgpt';
      email: string | null;
      planType: PlanType;
      /** Display name of the selected ChatGPT workspace, when available. */
      workspaceName: string | null;
    }
  | { type: 'amazonBedrock'; usesCodexManagedCredentials: boolean }
  | { type: 'gcp' };

/** Backend routing policy. Wire values match the accounts/check contract. */
export type AccountRoutingOverride = 'NO_CONSTRAINT' | 'us' | 'us_cr';

export type AdditionalContextEntry = {
  value: string;
  kind: AdditionalContextKind;
  /** Optional name for untrusted context, used to label its tool output. */
  name?: string | null;
};

export type AdditionalContextKind = 'untrusted' | 'application';

/**
 * Configures who approval requests are routed to for review. Examples
 * include sandbox escapes, blocked network access, MCP approval prompts, and
 * ARC escalations. Defaults to `user`. `auto_review` uses a carefully
 * prompted subagent to gather relevant context and apply a risk-based
 * decision framework before approving or denying the request.
 */
export type ApprovalsReviewer = 'user' | 'auto_review' | 'guardian_subagent';

export type AskForApproval =
  | 'untrusted'
  | 'on-request'
  | {
      granular: {
        sandbox_approval: boolean;
        rules: boolean;
        skill_approval: boolean;
        request_permissions: boolean;
        mcp_elicitations: boolean;
      };
    }
  | 'never';

/** Authentication mode for OpenAI-backed providers. */
export type AuthMode =
  | 'apikey'
  | 'chatgpt'
  | 'chatgptAuthTokens'
  | 'headers'
  | 'agentIdentity'
  | 'personalAccessToken'
  | 'bedrockApiKey'
  | 'bedrockAccessKeys';

export type ByteRange = { start: number; end: number };

export type CancelLoginAccountParams = { loginId: string };

export type CancelLoginAccountResponse = { status: CancelLoginAccountStatus };

export type CancelLoginAccountStatus = 'canceled' | 'notFound';

/** Location used to resolve a selected capability root. */
export type CapabilityRootLocation = {
  type: 'environment';
  environmentId: string;
  /** Absolute path for the root in the selected environment. */
  path: string;
};

export type ClientInfo = { name: string; title: string | null; version: string };

/** This translation layer make sure that we expose codex error code in camel case. */
export type CodexErrorInfo =
  | 'contextWindowExceeded'
  | 'sessionBudgetExceeded'
  | 'usageLimitExceeded'
  | 'rateLimitExceeded'
  | 'flexUnavailable'
  | 'serverOverloaded'
  | 'modelNotFound'
  | 'policyCapacityUnavailable'
  | 'inferenceHookDenied'
  | 'cyberPolicy'
  | 'bioPolicy'
  | 'misalignmentPolicyViolation'
  | 'tooManyDenials'
  | { httpConnectionFailed: { httpStatusCode: number | null } }
  | { responseStreamConnectionFailed: { httpStatusCode: number | null } }
  | 'internalServerError'
  | 'unauthorized'
  | 'badRequest'
  | 'threadRollbackFailed'
  | 'sandboxError'
  | { responseStreamDisconnected: { httpStatusCode: number | null } }
  | { responseTooManyFailedAttempts: { httpStatusCode: number | null } }
  | { activeTurnNotSteerable: { turnKind: NonSteerableTurnKind } }
  | 'other'
  | string
  | { [key: string]: unknown };

/** Collaboration mode for a Codex session. */
export type CollaborationMode = { mode: ModeKind; settings: Settings };

export type CreditsSnapshot = { hasCredits: boolean; unlimited: boolean; balance: string | null };

/**
 * Requested cyber treatment for an OpenAI model turn.
 * Authorization and model-tier restrictions remain server-owned.
 */
export type CyberAccessProgram = 'standard' | 'daybreakBlue' | 'daybreakRed';

export type DynamicToolCallOutputContentItem =
  | { type: 'inputText'; text: string }
  | { type: 'inputImage'; imageUrl: string }
  | { type: 'inputAudio'; audioUrl: string };

export type DynamicToolCallResponse = {
  contentItems: Array<DynamicToolCallOutputContentItem>;
  success: boolean;
};

export type DynamicToolFunctionSpec = {
  name: string;
  description: string;
  inputSchema: JsonValue;
  deferLoading?: boolean;
};

export type DynamicToolNamespaceSpec = {
  name: string;
  description: string;
  tools: Array<DynamicToolNamespaceTool>;
};

export type DynamicToolNamespaceTool = { type: 'function' } & DynamicToolFunctionSpec;

export type DynamicToolSpec =
  | ({ type: 'function' } & DynamicToolFunctionSpec)
  | ({ type: 'namespace' } & DynamicToolNamespaceSpec);

export type FunctionCallOutputBody = string | Array<FunctionCallOutputContentItem>;

/**
 * Responses API compatible content items that can be returned by a tool call.
 * This is a subset of ContentItem with the types we support as function call outputs.
 */
export type FunctionCallOutputContentItem =
  | { type: 'input_text'; text: string }
  | ({ type: 'input_image'; detail?: ImageDetail } & ({ image_url: string } | { file_id: string }))
  | ({ type: 'input_audio' } & ({ audio_url: string } | { file_id: string }))
  | { type: 'encrypted_content'; encrypted_content: string };

export type GetAccountParams = {
  /** When `true`, requests a proactive token refresh before returning. */
  refreshToken?: boolean;
};

export type GetAccountRateLimitsResponse = {
  /**
   * Backend permission for ordinary included usage, validated against the active account.
   * Null means unavailable; clients must not infer recovery from percentages or reset times.
   */
  ordinaryUsageAllowed: boolean | null;
  /** Backward-compatible single-bucket view; mirrors the historical payload. */
  rateLimits: RateLimitSnapshot;
  /** Multi-bucket view keyed by metered `limit_id` (for example, `codex`). */
  rateLimitsByLimitId: { [key in string]?: RateLimitSnapshot } | null;
  rateLimitResetCredits: RateLimitResetCreditsSummary | null;
  /** Account associated with this usage snapshot, when supplied by the backend. */
  accountId: string | null;
  /**
   * Optional backend-owned banner from the same usage read. Its nested keys retain the
   * backend's snake_case contract; an absent banner leaves the client's existing UI unchanged.
   */
  rateLimitUpsell: JsonValue | null;
};

export type GetAccountResponse = {
  account: Account | null;
  /** ChatGPT user ID belonging to this account response, when available. */
  userId: string | null;
  requiresOpenaiAuth: boolean;
  workspaceRouting: WorkspaceRouting | null;
};

export type GetAuthStatusParams = { includeToken: boolean | null; refreshToken: boolean | null };

export type GetAuthStatusResponse = {
  authMethod: AuthMode | null;
  authToken: string | null;
  requiresOpenaiAuth: boolean | null;
};

export type ImageDetail = 'auto' | 'low' | 'high' | 'original';

/** Client-declared capabilities negotiated during initialize. */
export type InitializeCapabilities = {
  /**
   * Present `humanCommand` approvals to a person and return only a one-time decision.
   * Requires `experimentalApi`. Pending requests can be replayed to compatible clients.
   */
  requiredHumanApproval?: boolean;
  /**
   * Use explicit gateway OAuth login instead of automatic browser authorization.
   * Applies to this app-server's gateway runtime; later connections cannot undo it.
   */
  explicitGatewayOauth?: boolean;
  /** Opt into receiving experimental API methods and fields. */
  experimentalApi: boolean;
  /** Opt into `attestation/generate` requests for upstream `x-oai-attestation`. */
  requestAttestation: boolean;
  /** Legacy opt-in for the `openai/form` MCP extension. */
  mcpServerOpenaiFormElicitation?: boolean;
  /**
   * Exact notification method names that should be suppressed for this
   * connection (for example `thread/started`).
   */
  optOutNotificationMethods?: Array<string> | null;
  /** MCP extension settings declared by the app-server client. */
  extensions?: { [key in string]?: JsonValue } | null;
};

export type InitializeParams = {
  clientInfo: ClientInfo;
  capabilities: InitializeCapabilities | null;
};

export type InitializeResponse = {
  userAgent: string;
  /** Absolute path to the server's $CODEX_HOME directory. */
  codexHome: AbsolutePathBuf;
  /**
   * Platform family for the running app-server target, for example
   * `"unix"` or `"windows"`.
   */
  platformFamily: string;
  /**
   * Operating system for the running app-server target, for example
   * `"macos"`, `"linux"`, or `"windows"`.
   */
  platformOs: string;
};

/** Canonical user-input modality tags advertised by a model. */
export type InputModality = 'text' | 'image' | 'audio';

export type JsonValue =
  | number
  | string
  | boolean
  | Array<JsonValue>
  | { [key in string]?: JsonValue }
  | null;

/**
 * A UTF-8 path for preserving raw path compatibility at the app-server API
 * boundary while Codex migrates to [`PathUri`].
 */
export type LegacyAppPathString = string;

export type LoginAccountParams =
  | { type: 'apiKey'; apiKey: string }
  | {
      type: 'chatgpt';
      codexStreamlinedLogin?: boolean;
      useHostedLoginSuccessPage?: boolean;
      appBrand?: LoginAppBrand | null;
    }
  | { type: 'chatgptDeviceCode' }
  | {
      type: 'chatgptAuthTokens';
      /**
       * Access token (JWT) supplied by the client.
       * This token is used for backend API requests and email extraction.
       */
      accessToken: string;
      /** Workspace/account identifier supplied by the client. */
      chatgptAccountId: string;
      /** Optional plan type supplied by the client. */
      chatgptPlanType?: string | null;
    }
  | { type: 'amazonBedrock'; apiKey: string; region: string }
  | {
      type: 'amazonBedrockAccessKeys';
      accessKeyId: string;
      secretAccessKey: string;
      sessionToken?: string | null;
      region: string;
    };

export type LoginAccountResponse =
  | { type: 'apiKey' }
  | {
      type: 'chatgpt';
      loginId: string;
      /** URL the client should open in a browser to initiate the OAuth flow. */
      authUrl: string;
    }
  | {
      type: 'chatgptDeviceCode';
      loginId: string;
      /** URL the client should open in a browser to complete device code authorization. */
      verificationUrl: string;
      /** One-time code the user must enter after signing in. */
      userCode: string;
    }
  | { type: 'chatgptAuthTokens' }
  | { type: 'amazonBedrock' };

export type LoginAppBrand = 'codex' | 'chatgpt';

export type MisalignmentErrorDetails = {
  /** Open-ended classification; clients must accept categories added by Responses. */
  errorType: string | null;
  /** A substantive localized explanation is required before offering continuation. */
  detailedExplanation: string | null;
  /** Instruction to submit as the next turn's user input if continuation is confirmed. */
  steer: MisalignmentSteer | null;
  /** Opaque server-issued block target. Presence alone does not enable target-based continuation. */
  reviewTarget?: string | null;
};

export type MisalignmentSteer = { message: string };

/** Initial collaboration mode to use when the TUI starts. */
export type ModeKind = 'plan' | 'default';

export type Model = {
  id: string;
  model: string;
  upgrade: string | null;
  upgradeInfo: ModelUpgradeInfo | null;
  availabilityNux: ModelAvailabilityNux | null;
  displayName: string;
  description: string;
  modelSpecialty: string | null;
  hidden: boolean;
  supportedReasoningEfforts: Array<ReasoningEffortOption>;
  defaultReasoningEffort: ReasoningEffort;
  inputModalities: Array<InputModality>;
  /** @deprecated Always false; models no longer support personality selection. */
  supportsPersonality: boolean;
  /** Multi-agent runtime declared by this model, when available. */
  multiAgentVersion: MultiAgentVersion | null;
  /** Deprecated: use `serviceTiers` instead. */
  additionalSpeedTiers: Array<string>;
  serviceTiers: Array<ModelServiceTier>;
  /** Catalog default service tier id for this model, when one is configured. */
  defaultServiceTier: string | null;
  /** Null when the catalog does not provide access-program metadata. */
  availableAccessPrograms: ModelAccessPrograms | null;
  isDefault: boolean;
};

/** Caller-specific explicit access programs advertised by model discovery. */
export type ModelAccessPrograms = {
  /** Accepted explicit selections. */
  cyber: Array<CyberAccessProgram>;
};

export type ModelAvailabilityNux = { message: string };

export type ModelListParams = {
  /** List models for this configured provider instead of the app-server default. */
  modelProvider?: string | null;
  /** Opaque pagination cursor returned by a previous call. */
  cursor?: string | null;
  /** Optional page size; defaults to a reasonable server-side value. */
  limit?: number | null;
  /** When true, include models that are hidden from the default picker list. */
  includeHidden?: boolean | null;
};

export type ModelListResponse = {
  data: Array<Model>;
  /**
   * Opaque cursor to pass to the next call to continue after the last item.
   * If None, there are no more items to return.
   */
  nextCursor: string | null;
};

export type ModelServiceTier = { id: string; name: string; description: string };

export type ModelUpgradeInfo = {
  model: string;
  upgradeCopy: string | null;
  modelLink: string | null;
  migrationMarkdown: string | null;
  /** Informational Unix timestamp for this upgrade's scheduled retirement, if known. */
  retirementAt: number | null;
};

/**
 * Controls the effective multi-agent delegation instructions for a turn. `custom` means the
 * configured mode hint defines the policy instead of a built-in policy.
 */
export type MultiAgentMode = { custom: string } | 'explicitRequestOnly' | 'proactive';

/** Multi-agent runtime supported by a model. */
export type MultiAgentVersion = 'disabled' | 'v1' | 'v2';

export type NetworkAccess = 'restricted' | 'enabled';

export type NonSteerableTurnKind = 'review' | 'compact';

/** Deprecated: `friendly` and `pragmatic` no longer select a style. */
export type Personality = 'none' | 'friendly' | 'pragmatic';

export type PlanType =
  | 'free'
  | 'go'
  | 'plus'
  | 'pro'
  | 'prolite'
  | 'promax'
  | 'team'
  | 'self_serve_business_prolite'
  | 'self_serve_business_usage_based'
  | 'business'
  | 'ent26'
  | 'enterprise_cbp_automation'
  | 'enterprise_cbp_usage_based'
  | 'enterprise'
  | 'edu'
  | 'edu_plus'
  | 'edu_pro'
  | 'sci'
  | 'sci_plus'
  | 'unknown';

export type RateLimitReachedType =
  | 'rate_limit_reached'
  | 'workspace_owner_credits_depleted'
  | 'workspace_member_credits_depleted'
  | 'workspace_owner_usage_limit_reached'
  | 'workspace_member_usage_limit_reached';

export type RateLimitResetCredit = {
  /** Opaque backend identifier for this reset credit. */
  id: string;
  resetType: RateLimitResetType;
  status: RateLimitResetCreditStatus;
  /** Unix timestamp in seconds when the credit was granted. */
  grantedAt: number;
  /** Unix timestamp in seconds when the credit expires, or `null` if it does not expire. */
  expiresAt: number | null;
  /** Backend-provided display title for this credit, or `null` when unavailable. */
  title: string | null;
  /** Backend-provided display description for this credit, or `null` when unavailable. */
  description: string | null;
};

export type RateLimitResetCreditStatus = 'available' | 'redeeming' | 'redeemed' | 'unknown';

export type RateLimitResetCreditsSummary = {
  availableCount: bigint;
  /** Detail rows for available reset credits, when the backend provides them. */
  credits: Array<RateLimitResetCredit> | null;
};

export type RateLimitResetType = 'codexRateLimits' | 'unknown';

export type RateLimitSnapshot = {
  limitId: string | null;
  limitName: string | null;
  /** Normal model whose display name and reasoning options describe this quota alias. */
  normalModelSlug: string | null;
  primary: RateLimitWindow | null;
  secondary: RateLimitWindow | null;
  credits: CreditsSnapshot | null;
  individualLimit: SpendControlLimitSnapshot | null;
  /** Backend-reported spend-control state. `None` is unavailable, not a sparse-update recovery. */
  spendControlReached: boolean | null;
  planType: PlanType | null;
  rateLimitReachedType: RateLimitReachedType | null;
};

export type RateLimitWindow = {
  usedPercent: number;
  windowDurationMins: number | null;
  resetsAt: number | null;
};

/** See https://platform.openai.com/docs/guides/reasoning?api-mode=responses#get-started-with-reasoning */
export type ReasoningEffort = string;

export type ReasoningEffortOption = { reasoningEffort: ReasoningEffort; description: string };

/**
 * A summary of the reasoning performed by the model. This can be useful for
 * debugging and understanding the model's reasoning process.
 * See https://platform.openai.com/docs/guides/reasoning?api-mode=responses#reasoning-summaries
 */
export type ReasoningSummary = 'auto' | 'concise' | 'detailed' | 'none';

export type SandboxMode = 'read-only' | 'workspace-write' | 'danger-full-access';

export type SandboxPolicy =
  | { type: 'dangerFullAccess' }
  | { type: 'readOnly'; networkAccess: boolean }
  | { type: 'externalSandbox'; networkAccess: NetworkAccess }
  | {
      type: 'workspaceWrite';
      writableRoots: Array<AbsolutePathBuf>;
      networkAccess: boolean;
      excludeTmpdirEnvVar: boolean;
      excludeSlashTmp: boolean;
    };

/** A user-selected root that can expose one or more runtime capabilities. */
export type SelectedCapabilityRoot = {
  /** Stable identifier supplied by the capability selection platform. */
  id: string;
  /** Where the selected root can be resolved. */
  location: CapabilityRootLocation;
};

/** Settings for a collaboration mode. */
export type Settings = {
  model: string;
  reasoning_effort: ReasoningEffort | null;
  developer_instructions: string | null;
};

export type SpendControlLimitSnapshot = {
  limit: string;
  used: string;
  remainingPercent: number;
  resetsAt: number;
};

export type TextElement = {
  /** Byte range in the parent `text` buffer that this element occupies. */
  byteRange: ByteRange;
  /** Optional human-readable placeholder for the element, displayed in the UI. */
  placeholder: string | null;
};

export type ThreadHistoryMode = 'legacy' | 'paginated';

export type ThreadInjectItemsParams = {
  threadId: string;
  /** Raw Responses API items to append to the thread's model-visible history. */
  items: Array<JsonValue>;
};

export type ThreadLoadedListResponse = {
  /** Thread ids for sessions currently loaded in memory. */
  data: Array<string>;
  /**
   * Opaque cursor to pass to the next call to continue after the last item.
   * if None, there are no more items to return.
   */
  nextCursor: string | null;
};

export type ThreadSource = string;

export type ThreadStartParams = {
  model?: string | null;
  modelProvider?: string | null;
  /**
   * Allow a provider with an authoritative static model catalog to replace an unavailable
   * requested model with its default.
   */
  allowProviderModelFallback?: boolean;
  serviceTier?: string | null | null;
  cwd?: string | null;
  /** Replace the thread's runtime workspace roots. Paths must be absolute. */
  runtimeWorkspaceRoots?: Array<AbsolutePathBuf> | null;
  approvalPolicy?: AskForApproval | null;
  /**
   * Override where approval requests are routed for review on this thread
   * and subsequent turns.
   */
  approvalsReviewer?: ApprovalsReviewer | null;
  sandbox?: SandboxMode | null;
  /** Named profile id for this thread. Cannot be combined with `sandbox`. */
  permissions?: string | null;
  config?: { [key in string]?: JsonValue } | null;
  serviceName?: string | null;
  baseInstructions?: string | null;
  developerInstructions?: string | null;
  /** @deprecated `friendly` and `pragmatic` no longer select a style. */
  personality?: Personality | null;
  /** @deprecated Ignored. Use Ultra reasoning effort for proactive multi-agent behavior. */
  multiAgentMode?: MultiAgentMode | null;
  ephemeral?: boolean | null;
  /** Persisted thread history contract to use for this new thread. */
  historyMode?: ThreadHistoryMode | null;
  sessionStartSource?: ThreadStartSource | null;
  /** Optional client-supplied analytics source classification for this thread. */
  threadSource?: ThreadSource | null;
  /**
   * Optional project identity for this new thread. Durable threads persist
   * the assignment; ephemeral threads expose it only in live responses.
   */
  projectId?: string | null;
  /**
   * Initial Daybreak choice for this persistent thread. Omitted or null
   * leaves it unset. This does not select a turn's `cyberAccessProgram`
   * or grant access. Not supported for ephemeral threads.
   */
  daybreakEnabled?: boolean | null;
  /** Optional sticky environments for this thread. */
  environments?: Array<TurnEnvironmentParams> | null;
  dynamicTools?: Array<DynamicToolSpec> | null;
  /** Capability roots selected for this thread by the hosting platform. */
  selectedCapabilityRoots?: Array<SelectedCapabilityRoot> | null;
  /**
   * Test-only experimental field used to validate experimental gating and
   * schema filtering behavior in a stable way.
   */
  mockExperimentalField?: string | null;
  /**
   * If true, opt into emitting raw Responses API items on the event stream.
   * This is for internal use only (e.g. Codex Cloud).
   */
  experimentalRawEvents?: boolean;
};

export type ThreadStartSource = 'startup' | 'clear';

export type ThreadUnsubscribeParams = { threadId: string };

export type TurnEnvironmentParams = {
  environmentId: string;
  cwd: LegacyAppPathString;
  /** Environment-native runtime workspace roots. Omitted defaults to `cwd`. */
  runtimeWorkspaceRoots?: Array<LegacyAppPathString> | null;
};

export type TurnError = {
  message: string;
  codexErrorInfo: CodexErrorInfo | null;
  additionalDetails: string | null;
  /** Optional public explanation and continuation instruction for a misalignment block. */
  misalignment: MisalignmentErrorDetails | null;
};

export type TurnInterruptParams = { threadId: string; turnId: string };

export type TurnStartParams = {
  threadId: string;
  /**
   * Replace this thread's disabled plugin IDs.
   * Omitted/null preserves the list; [] clears it.
   */
  disabledPluginIds?: Array<string> | null;
  clientUserMessageId?: string | null;
  input: Array<UserInput>;
  /**
   * Optional source classification for the caller that starts this turn.
   * Ignored when this request steers an already-active turn.
   */
  turnTrigger?: string | null;
  /** ID of the turn that caused this new turn to start. */
  parentTurnId?: string | null;
  /** ID of the first turn in the chain of work that led to this new turn. */
  rootTurnId?: string | null;
  toolOutput?: TurnToolOutput | null;
  /**
   * Optional metadata to enrich Codex's ResponsesAPI turn metadata.
   * Replaces unprotected client-provided entries when supplied; an empty map clears them.
   */
  responsesapiClientMetadata?: { [key in string]?: string } | null;
  /**
   * Merge entries into the ResponsesAPI turn metadata without removing existing entries.
   * Applied after `responsesapiClientMetadata` if both are provided; reserved keys remain protected.
   */
  responsesapiClientMetadataPatch?: { [key in string]?: string } | null;
  /** Optional client-provided context fragments keyed by an opaque source identifier. */
  additionalContext?: { [key in string]?: AdditionalContextEntry } | null;
  /** Optional environments for this turn and subsequent turns. */
  environments?: Array<TurnEnvironmentParams> | null;
  /** Override the working directory for this turn and subsequent turns. */
  cwd?: string | null;
  /**
   * Replace the thread's runtime workspace roots for this turn and
   * subsequent turns. Paths must be absolute.
   */
  runtimeWorkspaceRoots?: Array<AbsolutePathBuf> | null;
  /** Override the approval policy for this turn and subsequent turns. */
  approvalPolicy?: AskForApproval | null;
  /**
   * Override where approval requests are routed for review on this turn and
   * subsequent turns.
   */
  approvalsReviewer?: ApprovalsReviewer | null;
  /** Override the sandbox policy for this turn and subsequent turns. */
  sandboxPolicy?: SandboxPolicy | null;
  /**
   * Select a named permissions profile id for this turn and subsequent
   * turns. Cannot be combined with `sandboxPolicy`.
   */
  permissions?: string | null;
  /** Override the model for this turn and subsequent turns. */
  model?: string | null;
  /** Override the service tier for this turn and subsequent turns. */
  serviceTier?: string | null | null;
  /**
   * Override the service tier only when this request starts a new turn.
   * Use "default" for standard speed. Omitted or null inherits the thread's tier.
   * Does not change the thread's tier or a turn being steered.
   */
  serviceTierForTurn?: string | null;
  /** Override the reasoning effort for this turn and subsequent turns. */
  effort?: ReasoningEffort | null;
  /** Override the reasoning summary for this turn and subsequent turns. */
  summary?: ReasoningSummary | null;
  /**
   * @deprecated `friendly` and `pragmatic` no longer select a style.
   * Changing this does not rewrite the thread's existing instructions.
   */
  personality?: Personality | null;
  /**
   * Optional JSON Schema used to constrain the final assistant message for
   * this turn.
   */
  outputSchema?: JsonValue | null;
  /**
   * EXPERIMENTAL - Set a pre-set collaboration mode.
   * Takes precedence over model, reasoning_effort, and developer instructions if set.
   */
  collaborationMode?: CollaborationMode | null;
  /** @deprecated Ignored. Use `effort: "ultra"` for proactive multi-agent behavior. */
  multiAgentMode?: MultiAgentMode | null;
  /**
   * EXPERIMENTAL - Request an authorized cyber program for this
   * turn. Omission preserves automatic behavior. This does not grant access.
   */
  cyberAccessProgram?: CyberAccessProgram | null;
};

export type TurnToolOutput = {
  name: string;
  namespace: string | null;
  output: FunctionCallOutputBody;
  /** Requests retention of this output in the thread's model history. */
  retain?: boolean;
};

export type UserInput =
  | {
      type: 'text';
      text: string;
      /** UI-defined spans within `text` used to render or persist special elements. */
      text_elements: Array<TextElement>;
    }
  | ({ type: 'image'; detail?: ImageDetail } & ({ url: string } | { fileId: string }))
  | { type: 'localImage'; detail?: ImageDetail; path: string }
  | ({ type: 'audio' } & ({ url: string } | { fileId: string }))
  | { type: 'localAudio'; path: string }
  | { type: 'skill'; name: string; path: string }
  | { type: 'mention'; name: string; path: string };

export type WorkspaceRouting = {
  chatgptAccountId: string;
  backendOrigin: string;
  accountRoutingOverride: AccountRoutingOverride;
};
