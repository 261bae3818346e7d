/** Line drawings on a 16 px square, 1.4 px strokes. */
const PATHS = {
  down: 'M4 6.5l4 4 4-4',
  right: 'M6.5 4l4 4-4 4',
  left: 'M9.5 4l-4 4 4 4',
  up: 'M4 9.5l4-4 4 4',
  find: 'M7 7m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0M10 10l3.5 3.5',
  home: 'M2.5 7.5L8 3l5.5 4.5V13h-4V9.5h-3V13h-4z',
  document: 'M4 2.5h6l3 3v8H4zM6.5 8h4M6.5 10.5h4',
  table:
    'M8 8m-3.2 0a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0M8 2.2v.1M8 13.7v.1M2.2 8h.1M13.7 8h.1M3.9 3.900h.1M12 12h.1M12 3.900h.1M3.900 12h.1',
  set: 'M3 3.5h8v8H3zM5.5 11.500v2h7.500v-7.500h-2M5 6h4M5 8.500h4',
  audit: 'M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4zM5.800 8l1.600 1.600L10.300 6.500',
  activity: 'M2 8.5h2.5l2-5 3 9 2-4H14',
  people:
    'M6 7.2a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM1.8 13.2c.3-2.4 2-3.8 4.2-3.8s3.9 1.4 4.2 3.8M10.6 2.9a2.2 2.2 0 0 1 0 4.1M11.8 9.7c1.5.5 2.3 1.7 2.5 3.5',
  source: 'M2.2 6.4 8 2.8l5.8 3.6zM3.8 6.6v5M6.6 6.6v5M9.4 6.6v5M12.2 6.6v5M2.2 13.4h11.6',
  settings: 'M2.5 4.5h7M12.5 4.5h1M2.5 11.5h1M6.5 11.5h7M9.5 3v3M12.5 3v3h-3V3zM3.5 10h3v3h-3z',
  server: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.1M5 11h.1',
  plus: 'M8 3v10M3 8h10',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  close: 'M4 4l8 8M12 4l-8 8',
  warn: 'M8 2.5l6 11H2zM8 6.8v3M8 11.7v.1',
  stop: 'M8 8m-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M4.2 11.8l7.6-7.6',
  panel: 'M2.5 3h11v10h-11zM9.5 3v10',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  share: 'M8 9.5V2M5.2 4.6 8 1.9l2.8 2.7M3.5 7.5v6h9v-6',
  link: 'M6.8 9.2 9.2 6.8M7.2 4.8 8.6 3.4a2.8 2.8 0 0 1 4 4l-1.4 1.4M8.8 11.2l-1.4 1.4a2.8 2.8 0 0 1-4-4l1.4-1.4',
  clip: 'M12.5 7.2 7.9 11.8a2.7 2.7 0 0 1-3.8-3.8l5-5a1.8 1.8 0 0 1 2.6 2.6l-4.9 4.8a.9.9 0 0 1-1.3-1.3l4.4-4.3',
  bell: 'M4 11.500V7a4 4 0 0 1 8 0v4.500M2.800 11.500h10.400M6.800 13.600h2.400',
  comment: 'M2.5 3.5h11V11H8l-3 2.5V11H2.5z',
  edit: 'M3 13l.8-3.3L10.5 3 13 5.5l-6.7 6.7zM9 4.5 11.5 7',
  remove: 'M3 4.5h10M6.2 4.5V3h3.6v1.5M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4',
  archive: 'M2.5 3h11v3h-11zM3.5 6v7h9V6M6.5 8.5h3',
  restore: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M5.5 4 3 6.5 5.5 9',
  more: 'M4 8h.1M8 8h.1M12 8h.1',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  download: 'M8 2.5v8M5.2 7.8 8 10.6l2.8-2.8M3 13.5h10',
  upload: 'M8 10.6v-8M5.2 5.3 8 2.5l2.8 2.8M3 13.5h10',
  out: 'M6.5 2.5h-4v11h4M10 5l3 3-3 3M13 8H6',
  keyboard: 'M1.5 4h13v8h-13zM4 6.6h.1M6.6 6.6h.1M9.2 6.6h.1M11.8 6.6h.1M5 9.6h6',
  language:
    'M8 8m-5.8 0a5.8 5.8 0 1 0 11.6 0a5.8 5.8 0 1 0-11.6 0M2.4 8h11.2M8 2.2c2 1.700 2.600 3.700 2.600 5.800S10 12.100 8 13.800C6 12.100 5.400 10.100 5.400 8S6 3.900 8 2.200',
  theme: 'M8 2.200a5.800 5.800 0 1 0 0 11.600zM8 2.200a5.800 5.800 0 0 1 0 11.600',
  person: 'M8 7.500a2.600 2.600 0 1 0 0-5.200 2.600 2.600 0 0 0 0 5.200zM3 13.500c.400-2.600 2.300-4 5-4s4.600 1.400 5 4',
  clock: 'M8 8m-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M8 4.800V8l2.200 1.600',
  eye: 'M1.800 8C3.300 5.200 5.400 3.800 8 3.800s4.700 1.400 6.200 4.200c-1.500 2.800-3.600 4.200-6.200 4.200S3.300 10.800 1.800 8zM8 9.800a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600z',
  filter: 'M2.500 3.500h11L9.500 8.500v4.500l-3-1.500v-3z',
  arrow: 'M3 8h10M9.500 4.500 13 8l-3.500 3.500',
  offline:
    'M13.200 6.500A5.500 5.500 0 0 0 8 2.500M2.600 7.200A5.500 5.500 0 0 0 5 12.600M8 13.500a5.500 5.500 0 0 0 5.300-4M4.100 4.100A5.500 5.500 0 0 1 5 3.300',
} as const;

export type IconName = keyof typeof PATHS;

interface IconProps {
  readonly name: IconName;
  /** Side in pixels; 16 where not said. */
  readonly size?: number;
  readonly className?: string | undefined;
}

/** A drawing that repeats what words beside it say; hidden from screen readers. */
export function Icon({ name, size = 16, className }: IconProps) {
  return (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
