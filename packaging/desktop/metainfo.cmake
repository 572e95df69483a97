# SPDX-FileCopyrightText: The Porthole developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes METAINFO from METAINFO_IN. AppStream takes pictures from the web only: they are in it when there is a
# PORTHOLE_HOMEPAGE, whose screenshot.png is resources/screenshot.png.

set(ON_THE_WEB "")
if(PORTHOLE_HOMEPAGE)
  set(ON_THE_WEB [[
  <url type="homepage">@PORTHOLE_HOMEPAGE@</url>
  <screenshots>
    <screenshot type="default">
      <caption>Every connection and every request while a folder is served</caption>
      <caption xml:lang="zh_CN">提供文件夹时的每个连接和每个请求</caption>
      <image type="source" width="1280" height="800">@PORTHOLE_HOMEPAGE@/screenshot.png</image>
    </screenshot>
  </screenshots>
]])
  string(CONFIGURE "${ON_THE_WEB}" ON_THE_WEB @ONLY)
endif()
configure_file(${METAINFO_IN} ${METAINFO} @ONLY)
