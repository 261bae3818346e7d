import { Outlet } from '@tanstack/react-router';

export function ProgrammeFrame() {
  return <Outlet />;
}
