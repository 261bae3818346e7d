import { createTheme } from '@mantine/core';

/**
 * What Mantine's parts look like here. Colours, type and space come from `tokens.css` through `mantine.css`; this holds
 * only what a style sheet cannot say.
 */
export const theme = createTheme({
  fontFamily: 'var(--font-ui)',
  fontFamilyMonospace: 'var(--font-mono)',
  headings: { fontFamily: 'var(--font-text)' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  defaultRadius: 'sm',
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  components: {
    // The first item takes the focus, instead of an empty element that screen readers stumble over.
    Menu: {
      defaultProps: {
        withInitialFocusPlaceholder: false,
        menuItemTabIndex: 0,
        shadow: 'md',
        radius: 'md',
        position: 'bottom-start',
        offset: 4,
        transitionProps: { duration: 0 },
        withinPortal: true,
      },
    },
    Popover: { defaultProps: { shadow: 'md', radius: 'md', offset: 4, transitionProps: { duration: 0 } } },
    Combobox: { defaultProps: { shadow: 'md', radius: 'md', offset: 4, transitionProps: { duration: 0 } } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 0 }, radius: 'sm', multiline: true } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
    Modal: { defaultProps: { transitionProps: { duration: 0 }, radius: 'md', centered: true } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
  },
});
