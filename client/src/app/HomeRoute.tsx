import { HomePage } from '../programmes/HomePage.tsx';
import { HomeFrame } from './HomeFrame.tsx';

export function HomeRoute() {
  return (
    <HomeFrame>
      <HomePage />
    </HomeFrame>
  );
}
