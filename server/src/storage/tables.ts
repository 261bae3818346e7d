import type { ColumnType, Generated } from 'kysely';

/**
 * Every row type on one page. Times are ISO 8601 strings in UTC, booleans are 0 or 1, lists and objects are JSON text,
 * so that both engines store the same values.
 */
type Json = string;
type Time = string;
type Flag = number;
type Bytes = ColumnType<Uint8Array, Uint8Array, Uint8Array>;

export interface UserTable {
  id: string;
  name: string;
  /** Lower case; null for a guest who gave only a name. */
  email: string | null;
  /** argon2id in PHC form; null for a guest. */
  password_hash: string | null;
  language: string;
  colour: number;
  administrator: Flag;
  disabled: Flag;
  created_at: Time;
}

export interface SessionTable {
  /** SHA-256 of the token in the cookie: a copy of this table cannot sign anybody in. */
  id: string;
  user_id: string;
  created_at: Time;
  expires_at: Time;
  last_seen_at: Time;
  agent: string;
}

export interface SetUpTable {
  token_hash: string;
  created_at: Time;
}

export interface ProgrammeTable {
  id: string;
  version: number;
  title: Json;
  short_title: string;
  contractor: string;
  contract: string;
  first_year: number | null;
  last_year: number | null;
  languages: Json;
  citation_style: string;
  aim: string;
  created_at: Time;
  /** Severities of checks that the programme set otherwise than by default. */
  rules: Json;
}

export interface MembershipTable {
  programme_id: string;
  user_id: string;
  role: string;
  joined_at: Time;
  /** When a guest's right ends; null for members. */
  expires_at: Time | null;
}

export interface InvitationTable {
  id: string;
  programme_id: string;
  token_hash: string;
  role: string;
  note: string;
  created_by: string;
  created_at: Time;
  expires_at: Time;
  accepted_by: string | null;
  accepted_at: Time | null;
  revoked_at: Time | null;
}

/** The last number given to each kind of record in a programme. */
export interface CounterTable {
  programme_id: string;
  kind: string;
  last: number;
}

/** The columns that every register record has. */
export interface RecordColumns {
  id: string;
  programme_id: string;
  number: number;
  version: number;
  title: string;
  /** What titles are sorted by: see `titleOrder`. */
  title_key: string;
  /** Title, reference and the words people look for, folded: see `foldForFind`. */
  folded: string;
  created_at: Time;
  updated_at: Time;
  updated_by: string;
  archived_at: Time | null;
}

export interface BodyTable extends RecordColumns {
  abbreviation: string;
  kind: string;
  addressee: Flag;
  competence: string;
  parent_id: string | null;
  note: string;
}

export interface TrendTable extends RecordColumns {
  summary: string;
  drivers: Json;
  signals: Json;
  scope: string | null;
  direction: string | null;
  horizon: string | null;
  confidence: string | null;
  effect: string;
  parent_id: string | null;
  note: string;
}

export interface RiskTable extends RecordColumns {
  kind: string;
  subject: string;
  summary: string;
  source: string;
  event: string;
  consequence: string;
  likelihood: number | null;
  impact: number | null;
  basis: string;
  owner_id: string | null;
  treatment: string | null;
  residual_likelihood: number | null;
  residual_impact: number | null;
  review_on: string | null;
  note: string;
}

export interface SourceTable extends RecordColumns {
  kind: string;
  affiliation: string;
  country: string;
  reliability: string | null;
  reliability_why: string;
  reliability_by: string | null;
  reliability_on: string | null;
  body_id: string | null;
  note: string;
}

export interface EvidenceTable extends RecordColumns {
  kind: string;
  summary: string;
  source_id: string | null;
  csl: Json | null;
  credibility: number | null;
  credibility_why: string;
  language: string | null;
  date: string;
  locator: string;
  url: string;
  figures: Json;
  consent: string | null;
  state: string;
  superseded_by_id: string | null;
  state_reason: string;
  state_on: string | null;
  note: string;
  attachment: Json | null;
  /** The hash inside `attachment`. */
  attachment_hash: string | null;
  /** Why it no longer stands as it was, from a closed list; null while it does, or where only words say it. */
  state_cause: string | null;
}

export interface RecommendationTable extends RecordColumns {
  document_id: string;
  status: string;
  status_reason: string;
  statement: string;
  responsible_id: string | null;
  horizon: string | null;
  horizon_note: string;
  priority: string | null;
  instrument: string;
  indicators: Json;
  strength: string | null;
  certainty: string | null;
  strength_why: string;
  topic: string;
  owner_id: string | null;
  due_on: string | null;
  parent_id: string | null;
  note: string;
  /** Title and statement by language, each with the original it was made from. */
  translations: Json;
  /** Derived from the text at `text_seq` of its log. */
  words: number;
  text: string;
  text_seq: number;
  /** What the checks read of the text: its blocks as JSON, derived at `blocks_seq`. */
  blocks: Json;
  blocks_seq: number;
}

/** "This record names that one": the list fields of the registers (bodies of a trend, addressees of a recommendation …). */
export interface MentionTable {
  programme_id: string;
  from_kind: string;
  from_id: string;
  /** The field that names it: `bodyIds`, `addresseeIds`, `signals`. */
  field: string;
  to_kind: string;
  to_id: string;
  position: number;
}

export interface LinkTable {
  id: string;
  programme_id: string;
  recommendation_id: string;
  kind: string;
  target_kind: string;
  target_id: string;
  version: number;
  note: string;
  stance: string | null;
  locator: string;
  residual_likelihood: number | null;
  residual_impact: number | null;
  target_fingerprint: string;
  position: number;
  created_at: Time;
  created_by: string;
  /** Versions of the target and of its source when the fingerprint was taken: only where one differs, it is compared. */
  target_version: number;
  source_version: number;
  /** When the fingerprint was taken. */
  seen_at: Time;
}

export interface AttachmentTable {
  hash: string;
  media_type: string;
  size: number;
  bytes: Bytes;
  created_at: Time;
}

export interface DocumentTable {
  id: string;
  programme_id: string;
  /** What the text belongs to. */
  kind: string;
  owner_id: string;
  epoch: number;
  schema: number;
  /** The last sequence number given; grows in the transaction of each append. */
  seq: number;
  created_at: Time;
}

export interface UpdateTable {
  document_id: string;
  seq: number;
  user_id: string;
  bytes: Bytes;
  /** CRC-32 of the bytes: a flipped bit may load silently different. */
  checksum: number;
  at: Time;
}

export interface SnapshotTable {
  document_id: string;
  upto_seq: number;
  bytes: Bytes;
  checksum: number;
  at: Time;
}

/** Which person may use which Yjs client id in a document. */
export interface ClientTable {
  document_id: string;
  client_id: number;
  user_id: string;
}

/** What happened, in order: the event feed and the activity page read it. */
export interface ChangeTable {
  seq: Generated<number>;
  programme_id: string;
  at: Time;
  by_id: string | null;
  kind: string;
  record_id: string;
  ref: string;
  title: string;
  version: number;
  action: string;
  fields: Json;
}

export interface RoundTableTable {
  id: string;
  programme_id: string;
  number: number;
  version: number;
  title: string;
  description: string;
  held_on: string | null;
  closes_at: Time | null;
  rule: string;
  state: string;
  opened_at: Time | null;
  closed_at: Time | null;
  minutes_document_id: string | null;
  /** The item that the chair has put on everybody's screen, and since when. */
  current_item_id: string | null;
  current_since: Time | null;
  created_at: Time;
  created_by: string;
}

export interface AgendaItemTable {
  id: string;
  table_id: string;
  recommendation_id: string;
  position: number;
  minutes: number | null;
  /** Statement and text as they stood when the table closed: what guests go on reading. */
  closing_text: Json | null;
}

export interface TableLinkTable {
  id: string;
  table_id: string;
  kind: string;
  token_hash: string;
  name: string;
  organisation: string;
  seats: number;
  created_at: Time;
  created_by: string;
  expires_at: Time;
  revoked_at: Time | null;
}

/** Who sits at a table. Says nothing about what they said. */
export interface SeatTable {
  id: string;
  table_id: string;
  user_id: string;
  link_id: string;
  /** Drawn by lot, so that it tells nobody who came when. */
  number: number;
  organisation: string;
  /** Of the secret by which this person comes back. */
  back_hash: string;
  back_until: Time;
  joined_at: Time;
  revoked_at: Time | null;
}

export interface SpeakerTable {
  table_id: string;
  seat_id: string;
  state: string;
  since: Time;
}

export interface RatingDefaultsTable {
  programme_id: string;
  criteria: Json;
  rule: Json;
  reasons: string;
}

export interface RatingRoundTable {
  id: string;
  table_id: string;
  item_id: string;
  number: number;
  criteria: Json;
  rule: Json;
  reasons: string;
  state: string;
  /** The wording that was rated. */
  statement: string;
  text: string;
  fingerprint: string;
  opened_at: Time;
  opened_by: string;
  closed_at: Time | null;
  panel: number;
  answered: number;
  /** Made once, when the round closes. */
  result: Json | null;
}

/** What somebody answered. `token` is made of the person and a key that is not in the database; there is no time beside it. */
export interface RatingAnswerTable {
  round_id: string;
  token: string;
  answer: Json;
}

/** What a link was written against, once for each fingerprint. */
export interface SubstanceTable {
  fingerprint: string;
  kind: string;
  json: Json;
  created_at: Time;
}

/** What somebody said of a link whose target had changed. */
export interface LinkAnswerTable {
  id: string;
  programme_id: string;
  link_id: string;
  recommendation_id: string;
  target_id: string;
  answer: string;
  reason: string;
  from_fingerprint: string;
  to_fingerprint: string;
  by_id: string;
  at: Time;
}

/** A full state of a text with its authors, packed against an earlier one: see `history/pack.ts`. */
export interface VersionTable {
  document_id: string;
  /** From 0, without gaps within a document. */
  number: number;
  at: Time;
  /** The log's number up to which the state goes. */
  seq: number;
  cause: string;
  name: string;
  note: string;
  by_id: string | null;
  /** User ids of those who wrote since the version before. */
  writers: Json;
  words: number;
  /** SHA-256 of the words and structure; authors do not enter it. */
  hash: string;
  /** Bytes of the state before packing. */
  size: number;
  bytes: Bytes;
  checksum: number;
}

/** The version of a text that a person saw last. */
export interface TextVisitTable {
  document_id: string;
  user_id: string;
  number: number;
  at: Time;
}

/** Words that one person wrote and another's client brought in again, by restoring or moving them: clocks from the first to behind the last. */
export interface TextOriginTable {
  document_id: string;
  client_id: number;
  clock_from: number;
  clock_to: number;
  user_id: string;
}

/**
 * Words that a person pasted and that stood, letter by letter, in another text of the programme or elsewhere in the same:
 * whose they are, as the server itself found it. Clocks from the first to behind the last.
 */
export interface TextPasteTable {
  document_id: string;
  client_id: number;
  clock_from: number;
  clock_to: number;
  /** Null where who wrote them may not be named. */
  user_id: string | null;
  pasted_by: string;
  source_id: string;
  /** How far the source's log went when it was looked at, and the kept version the words were found in; null: in its log. */
  source_seq: number;
  source_version: number | null;
  at: Time;
}

export interface SetTable {
  id: string;
  programme_id: string;
  number: number;
  version: number;
  title: string;
  note: string;
  quorum: number;
  signing_order: string;
  due_on: string | null;
  document_id: string;
  /** Secret: what makes the seals over experts' names in this set's editions unguessable. */
  salt: string;
  state: string;
  state_reason: string;
  state_at: Time;
  state_by: string | null;
  round: number;
  /** The newest approved edition that still counts. */
  edition: number | null;
  superseded_by: string | null;
  created_at: Time;
  updated_at: Time;
  updated_by: string;
}

export interface SetItemTable {
  set_id: string;
  recommendation_id: string;
  position: number;
}

export interface SetAddresseeTable {
  set_id: string;
  body_id: string;
  position: number;
}

export interface SetApproverTable {
  set_id: string;
  user_id: string;
  position: number;
}

/** A substance that somebody signed or looked at, by its hash. Only grows. */
export interface SetTextTable {
  hash: string;
  programme_id: string;
  set_id: string;
  /** Canonical JSON of an `EditionSubstance`. */
  document: string;
}

/** The text a person saw last on the page of approval. */
export interface SetLookTable {
  set_id: string;
  user_id: string;
  hash: string;
  at: Time;
}

/** Only grows. */
export interface SignOffTable {
  id: string;
  programme_id: string;
  set_id: string;
  round: number;
  user_id: string;
  name: string;
  hash: string;
  dissent: string;
  dissent_on: string | null;
  at: Time;
}

/** Only grows. */
export interface EditionTable {
  id: string;
  programme_id: string;
  set_id: string;
  number: number;
  sha256: string;
  previous: string | null;
  /** Canonical JSON of an `EditionDocument`; `sha256` is its hash. */
  document: string;
  approved_at: Time;
}

/** What became of an edition, step by step; the last one is where it stands. Only grows. */
export interface EditionEventTable {
  id: string;
  programme_id: string;
  set_id: string;
  edition: number;
  step: number;
  kind: string;
  at: Time;
  by_id: string;
  on_day: string | null;
  to_whom: string;
  reference: string;
  reason: string;
}

export interface EditionDisclosureTable {
  edition_id: string;
  seal: string;
  evidence_id: string;
  salt: string;
  value: Json;
}

/** Which recommendations and linked records an edition holds, to find editions by them. */
export interface EditionRecordTable {
  edition_id: string;
  record_id: string;
  kind: string;
}

export interface FollowUpTable {
  id: string;
  programme_id: string;
  set_id: string;
  edition: number;
  recommendation_id: string;
  /** Which line about this recommendation it is, from 1. */
  step: number;
  outcome: string;
  on_day: string;
  reference: string;
  note: string;
  review_on: string | null;
  at: Time;
  by_id: string;
  /** JSON of the file that came with it, and its hash again for the sweep; null where there is none. */
  attachment: string | null;
  attachment_hash: string | null;
}

/** Only grows; each entry names the hash of the one before. */
export interface AuditTable {
  programme_id: string;
  seq: number;
  at: Time;
  by_id: string;
  session: string;
  act: string;
  record_id: string;
  ref: string;
  fingerprint: string;
  details: Json;
  previous: string;
  hash: string;
}

export interface AuditHeadTable {
  programme_id: string;
  seq: number;
  hash: string;
}

export interface ThreadTable {
  id: string;
  programme_id: string;
  /** In the order they were begun. */
  number: number;
  version: number;
  subject_kind: string;
  subject_id: string;
  /** The text that the anchor is in; null where the record as a whole is meant. */
  document_id: string | null;
  anchor_start: string | null;
  anchor_end: string | null;
  quote: string;
  prefix: string;
  suffix: string;
  /** The round table it was said at; null for the team's own talk. */
  table_id: string | null;
  state: string;
  disposition: string | null;
  reason: string;
  ended_at: Time | null;
  ended_by: string | null;
  assignee_id: string | null;
  suggestion_kind: string | null;
  suggestion_text: string;
  suggestion_state: string | null;
  /** While proposed wording is on its way into the text: the Yjs client that brings it, and for whom. */
  accepting_client: number | null;
  accepting_by: string | null;
  /** Position of its newest comment. */
  last_position: number;
  created_by: string;
  created_at: Time;
  updated_at: Time;
}

export interface CommentTable {
  id: string;
  thread_id: string;
  /** From 1, in the order they were made. */
  position: number;
  version: number;
  author_id: string;
  text: string;
  mentions: Json;
  created_at: Time;
  edited_at: Time | null;
  deleted: Flag;
  /** The key its author sent it with, unique among theirs; null where they sent none. */
  sent_as: string | null;
}

/** How far somebody has read a thread. */
export interface ThreadReadTable {
  thread_id: string;
  user_id: string;
  position: number;
}

/** Whose words a client of the server's own brought into a text; null where their name may not be told. */
export interface TextCreditTable {
  document_id: string;
  client_id: number;
  user_id: string | null;
}

export interface NoticeTable {
  id: string;
  programme_id: string;
  user_id: string;
  kind: string;
  thread_id: string | null;
  subject_kind: string;
  subject_id: string;
  /** Whose doing it was, as far as it may be told; never an id. */
  by_label: string | null;
  at: Time;
  read_at: Time | null;
  mailed_at: Time | null;
}

/** What somebody wants to hear of a record, where it is not the usual. */
export interface WatchTable {
  programme_id: string;
  user_id: string;
  subject_kind: string;
  subject_id: string;
  state: string;
}

export interface MailSettingTable {
  user_id: string;
  digest: string;
  /** The last time a digest was sent or looked for. */
  sent_at: Time;
}

export interface Tables {
  users: UserTable;
  sessions: SessionTable;
  set_up: SetUpTable;
  programmes: ProgrammeTable;
  memberships: MembershipTable;
  invitations: InvitationTable;
  counters: CounterTable;
  bodies: BodyTable;
  trends: TrendTable;
  risks: RiskTable;
  sources: SourceTable;
  evidence: EvidenceTable;
  recommendations: RecommendationTable;
  mentions: MentionTable;
  links: LinkTable;
  attachments: AttachmentTable;
  documents: DocumentTable;
  updates: UpdateTable;
  snapshots: SnapshotTable;
  document_clients: ClientTable;
  changes: ChangeTable;
  round_tables: RoundTableTable;
  agenda_items: AgendaItemTable;
  table_links: TableLinkTable;
  seats: SeatTable;
  speakers: SpeakerTable;
  rating_defaults: RatingDefaultsTable;
  rating_rounds: RatingRoundTable;
  rating_answers: RatingAnswerTable;
  migrations: { name: string; applied_at: Time };
  sets: SetTable;
  set_items: SetItemTable;
  set_addressees: SetAddresseeTable;
  set_approvers: SetApproverTable;
  set_texts: SetTextTable;
  set_looks: SetLookTable;
  sign_offs: SignOffTable;
  editions: EditionTable;
  edition_events: EditionEventTable;
  edition_disclosures: EditionDisclosureTable;
  edition_records: EditionRecordTable;
  follow_ups: FollowUpTable;
  audit: AuditTable;
  audit_heads: AuditHeadTable;
  substances: SubstanceTable;
  link_answers: LinkAnswerTable;
  versions: VersionTable;
  text_visits: TextVisitTable;
  text_origins: TextOriginTable;
  text_pastes: TextPasteTable;
  threads: ThreadTable;
  comments: CommentTable;
  thread_reads: ThreadReadTable;
  text_credits: TextCreditTable;
  notices: NoticeTable;
  watches: WatchTable;
  mail_settings: MailSettingTable;
}
