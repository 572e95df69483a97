// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gui {

class LaneCanvas;

/// Teaches Qt to describe a LaneCanvas to screen readers: a list with a sentence for every lane, and the
/// focus on the one selected, whose sentence begins with the selected request. Any number of calls; window's
/// thread.
void installLaneAccess();
/// Says what is selected now, when the canvas has the focus.
void tellCurrentLane(LaneCanvas *canvas);

} // namespace gui
