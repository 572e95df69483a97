// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/labplot.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace models {

double place(double number, LabScale scale)
{
    return scale == LabScale::Linear ? number : std::log10(1 + number);
}

std::vector<int> labelled(const std::vector<int> &numbers, LabScale scale, double room)
{
    if (numbers.size() < 2)
        return numbers;
    const double distance = room * place(numbers.back(), scale);
    std::vector<int> kept{numbers.front()};
    for (auto number = numbers.begin() + 1; number != numbers.end() - 1; ++number) {
        const double at = place(*number, scale);
        if (at - place(kept.back(), scale) >= distance && place(numbers.back(), scale) - at >= distance)
            kept.push_back(*number);
    }
    kept.push_back(numbers.back());
    return kept;
}

std::vector<int> decades(double most)
{
    std::vector<int> numbers{0};
    int number = 1;
    do {
        numbers.push_back(number *= 10);
    } while (number < most && number < 1'000'000'000);
    return numbers;
}

std::pair<double, double> decadesAround(double least, double most)
{
    if (!(least > 0) || !(most >= least))
        return {1, 10};
    const double from = std::pow(10.0, std::floor(std::log10(least)));
    const double until = std::pow(10.0, std::ceil(std::log10(most)));
    return {from, until > from ? until : from * 10};
}

std::vector<double> spread(const std::vector<double> &wanted, double distance, double from, double until)
{
    std::vector<size_t> order(wanted.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return wanted[a] < wanted[b]; });
    std::vector<double> places(wanted.size());
    double least = from;
    for (const size_t i : order) {
        places[i] = std::max(wanted[i], least);
        least = places[i] + distance;
    }
    double most = until;
    for (auto i = order.rbegin(); i != order.rend(); ++i) {
        places[*i] = std::min(places[*i], most);
        most = places[*i] - distance;
    }
    return places;
}

} // namespace models
